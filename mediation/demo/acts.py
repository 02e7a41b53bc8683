"""What happens in a story until both sides were heard, each act through the service that the pages use."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from mediation.cases.examine import bank
from mediation.cases.examine import services as examining
from mediation.cases.examine.model import Answer, Evidence, Record, Signing, Stance, Witness
from mediation.cases.mediate import services as mediating
from mediation.cases.mediate.model import Session
from mediation.cases.model import HearingState, Outcome, Party, SittingMode
from mediation.cases.receive import services as receiving
from mediation.cases.screen import services as screening
from mediation.cases.screen.bank import Answer as Reply
from mediation.cases.screen.bank import screening_questions, screening_version
from mediation.cases.screen.model import ChosenSex, Referral, Response, Screener, Screening
from mediation.cases.summon import services as summoning
from mediation.cases.summon.model import Answer as Arrival
from mediation.cases.summon.model import Delivery, Presence, Purpose, Service
from mediation.demo.days import filled
from mediation.demo.desk import Desk
from mediation.demo.staff import done
from mediation.demo.story import Scene, clock, is_usual, said_usually
from mediation.law.grounds import Ground
from mediation.law.identity import Sex
from mediation.reports.blocks import Kind
from mediation.reports.issue import services as issuing

Act = Callable[[Desk, Scene], None]

_ROOMS = {"school": "Ruang Kepala SD Negeri 1 Contoh", "clinic": "Ruang Kepala Puskesmas Contoh"}
_SHORT_NOTICE = "Hari ini disepakati dengan yang bersangkutan."
_HIMSELF = "Yang bersangkutan"


def _room(desk: Desk, told: Mapping[str, Any]) -> str:
    return str(told.get("place", _ROOMS[desk.story.office]))


def receive(desk: Desk, _scene: Scene) -> None:
    """Open the case."""
    with desk.writing() as transaction:
        desk.opened = done(receiving.open_case(transaction, desk.story.filing()))


def screen(desk: Desk, scene: Scene) -> None:
    """Ask one side alone about safety; with the applicant, tell the day of the letter."""
    told = scene.told
    made = Screening(
        on=scene.day,
        place=told["place"],
        screener=_screener(desk, told),
        wording=screening_version(),
        responses=tuple(_reply(one.id, told) for one in screening_questions()),
        judged=told.get("judged", False),
        reason=told["reason"],
        referral=Referral(told.get("referral", "declined")),
        referral_note=told.get("referral_note", ""),
    )
    letter_day = desk.story.day(told["letter_day"]) if "letter_day" in told else None
    with desk.writing() as transaction:
        done(screening.screen(transaction, desk.case, Party(told["side"]), screening=made, letter_day=letter_day))


def _screener(desk: Desk, told: Mapping[str, Any]) -> Screener:
    chosen = ChosenSex(told["chosen"]) if "chosen" in told else None
    other = told.get("screener")
    if other:
        return Screener(other["name"], Sex(other["sex"]), other["trained"], chosen)
    holder = desk.holder.person
    return Screener(holder.name, Sex(holder.sex), holder.trained, chosen)


# The first question asks whether one can speak freely: everybody in the stories could.
_FREELY = "K01"


def _reply(question: str, told: Mapping[str, Any]) -> Response:
    said_yes = question == _FREELY or question in told.get("yes", ())
    answer = Reply.YES if said_yes else Reply.UNSURE if question in told.get("unsure", ()) else Reply.NO
    return Response(question, answer, told.get("notes", {}).get(question, ""))


def summon(desk: Desk, scene: Scene) -> None:
    """Plan the next summons of one side."""
    told = scene.told
    with desk.writing() as transaction:
        row = done(summoning.plan(
            transaction, desk.case,
            party=Party(told["side"]), on=desk.story.day(told["on"]), at=clock(told.get("time", "09.00")),
            place=_room(desk, told), purpose=Purpose(told.get("purpose", "examination")),
            delivery=Delivery(told.get("delivery", "by_hand")), reason=told.get("reason", _SHORT_NOTICE),
        ))
    desk.summonses.setdefault(told["side"], []).append(row)


def letter(desk: Desk, scene: Scene) -> None:
    """Issue the letter of the newest summons of one side."""
    row = desk.summonses[scene.told["side"]][-1]
    with desk.writing() as transaction:
        done(issuing.issue(transaction, desk.case, issuing.Subject(Kind.SUMMONS, row)))


def serve(desk: Desk, scene: Scene) -> None:
    """Record the proof of delivery of the newest summons of one side."""
    told = scene.told
    made = Service(
        Delivery(told.get("how", "by_hand")), scene.day, told.get("to", desk.story.person(told["side"]).name),
        told.get("relation", _HIMSELF), told.get("note", ""),
    )
    with desk.writing() as transaction:
        done(summoning.serve(transaction, desk.case, desk.summonses[told["side"]][-1], service=made))


def attend(desk: Desk, scene: Scene) -> None:
    """Record whether one side came."""
    told = scene.told
    made = Arrival(
        Presence(told.get("presence", "came")), told.get("companion", ""), told.get("relation", ""),
        told.get("reason", ""),
    )
    with desk.writing() as transaction:
        done(summoning.attend(transaction, desk.case, desk.summonses[told["side"]][-1], answer=made))


def close_rounds(desk: Desk, scene: Scene) -> None:
    """Call the other side no more."""
    with desk.writing() as transaction:
        done(summoning.close_rounds(transaction, desk.case, reason=scene.told["reason"]))


def record(desk: Desk, scene: Scene) -> None:
    """Write down what one person answered."""
    told, who = scene.told, scene.told["who"]
    row = uuid4()
    made = Record(
        party=_party(who),
        on=scene.day,
        at=clock(told["time"]),
        place=_room(desk, told),
        examiner=desk.holder.person.name,
        companion=told.get("companion", ""),
        witness=_witness(desk, who),
        answers=_answers(desk, who, told.get("unknown", ()), brief=told.get("brief", False)),
        extra=tuple(Answer("", asked, said) for asked, said in told.get("extra", ())),
        knows_request=told.get("knows_request"),
        stance=Stance(told["stance"]) if "stance" in told else None,
        stance_reason=told.get("stance_reason", ""),
    )
    with desk.writing() as transaction:
        done(examining.begin(transaction, desk.case, row=row, record=made))
    desk.records[who] = row


def _party(who: str) -> Party:
    return Party.WITNESS if who.startswith(Party.WITNESS) else Party(who)


def _witness(desk: Desk, who: str) -> Witness | None:
    told = desk.story.told.get("witnesses", {}).get(who)
    return Witness(**{**told, "sex": Sex(told["sex"])}) if told else None


def _answers(desk: Desk, who: str, unknown: tuple[str, ...], *, brief: bool) -> tuple[Answer, ...]:
    """Return the answers to all questions; `brief`: to those that the story or the routine answers."""
    story = desk.story
    grounds = [one["ground"] for one in story.told["request"]["grounds"]]
    own = story.told.get("answers", {}).get(who, {})
    examined, other = _sexes(desk, who)
    made = []
    for question in bank.questions(_party(who), grounds):
        asked = question.spoken(examined, other)
        if question.id in unknown:
            made.append(Answer(question.id, asked, unknown=True))
            continue
        if brief and question.id not in own and not is_usual(question.id):
            continue
        said = own.get(question.id) or said_usually(question.id, story.number)
        made.append(Answer(question.id, asked, _spoken(said, other, story.today, story.told["usual_words"])))
    return tuple(made)


def _sexes(desk: Desk, who: str) -> tuple[Sex, Sex]:
    """Return the sex of the person who answers and that of the one who is called suami or istri."""
    sides = {"applicant": "spouse", "spouse": "applicant"}
    other = desk.story.person(sides.get(who, "spouse")).sex
    witness = _witness(desk, who)
    return (witness.sex if witness else desk.story.person(who).sex), other


def _spoken(said: str, other: Sex, today: Any, words: Mapping[str, str]) -> str:  # noqa: ANN401
    spouse = other.spouse_word
    return str(filled(said, today, {**words, "suami": spouse}).replace("[[Suami]]", spouse.capitalize()))


def paper(desk: Desk, scene: Scene) -> None:
    """Issue somebody's examination record, to be read aloud and signed."""
    row = desk.records[scene.told["who"]]
    with desk.writing() as transaction:
        done(issuing.issue(transaction, desk.case, issuing.Subject(Kind.EXAMINATION_RECORD, row)))


def sign(desk: Desk, scene: Scene) -> None:
    """Close somebody's record as signed, or as refused with the reason."""
    told = scene.told
    state = HearingState.REFUSED if told.get("refused") else HearingState.SIGNED
    made = Signing(state, scene.day, clock(told.get("time", scene.at.strftime("%H.%M"))), told.get("reason", ""))
    with desk.writing() as transaction:
        done(examining.close(transaction, desk.case, desk.records[told["who"]], signing=made))


def evidence(desk: Desk, scene: Scene) -> None:
    """Describe a piece of evidence."""
    told = scene.told
    made = Evidence(
        kind=told["kind"],
        about=told["about"],
        number=told["number"],
        on=desk.story.day(told["on"]),
        issuer=told["issuer"],
        kept=told["kept"],
        grounds=tuple(Ground(one) for one in told["grounds"]),
        brought_by=Party(told.get("by", "applicant")),
    )
    with desk.writing() as transaction:
        done(examining.add_evidence(transaction, desk.case, evidence=made))
    with desk.writing() as transaction:
        desk.note_evidence(transaction)


_SAID = (
    "second_mediator", "applicant_companion", "spouse_companion", "applicant_points", "spouse_points", "advice",
    "options", "terms", "reason",
)


def session(desk: Desk, scene: Scene) -> None:
    """Record a mediation session."""
    told, row = scene.told, uuid4()
    made = Session(
        on=scene.day,
        at=clock(told["time"]),
        place=_room(desk, told),
        mode=SittingMode(told["mode"]),
        present=tuple(Party(one) for one in told["present"]),
        outcome=Outcome(told["outcome"]),
        mediator=desk.holder.person.name,
        next_on=desk.story.day(told["next"]) if "next" in told else None,
        **{name: told[name] for name in _SAID if name in told},
    )
    with desk.writing() as transaction:
        done(mediating.record_session(transaction, desk.case, row=row, session=made, notes=told["notes"]))
    desk.sessions.append(row)


HEARING: Mapping[str, Act] = {
    "receive": receive, "screen": screen, "summon": summon, "letter": letter, "serve": serve, "attend": attend,
    "close_rounds": close_rounds, "record": record, "paper": paper, "sign": sign, "evidence": evidence,
    "session": session,
}
