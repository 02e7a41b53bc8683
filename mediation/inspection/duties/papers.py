"""The papers of these duties: their facts from what was recorded and from the program's own data files."""

from datetime import date
from functools import cache
from typing import Any

from mediation.agency import store as agency
from mediation.agency.model import RETENTION, RetentionClass
from mediation.cases.today import today
from mediation.errors import Refusal
from mediation.inspection.duties import store
from mediation.inspection.duties.model import Breach, Controller, Edition, Finding, Notice, Span, Whom
from mediation.language import mark
from mediation.law.data import read_toml
from mediation.law.deadlines import BREACH_RULE
from mediation.law.statutes import citation, printable_article
from mediation.reports import duty_facts as f
from mediation.reports import gather
from mediation.reports import store as letterheads
from mediation.reports.blocks import Document
from mediation.reports.letters import breach_notice, breach_report, impact_assessment, processing_record
from mediation.transaction import Transaction

_PACKAGE = "mediation.inspection.duties"


def notice(transaction: Transaction, breach: Breach, reader: f.Reader, zone: str, number: str) -> Document | Refusal:
    """Return the letter to a person, or what is missing; `reader` and `number` are kept nowhere."""
    sheet = _sheet(transaction, store.controller(transaction), number)
    if isinstance(sheet, Refusal):
        return sheet
    failure = _failure(transaction, breach, zone)
    if isinstance(failure, Refusal):
        return failure
    facts = f.NoticeFacts(sheet, failure, reader)
    gaps = f.missing(facts)
    return gaps[0] if gaps else breach_notice.compose(facts)


def report(transaction: Transaction, breach: Breach, zone: str, number: str) -> Document | Refusal:
    """Return the letter to the authority, or what is missing."""
    edition = store.controller(transaction)
    own, sheet = edition.controller, _sheet(transaction, edition, number)
    if isinstance(sheet, Refusal):
        return sheet
    failure = _failure(transaction, breach, zone)
    if isinstance(failure, Refusal):
        return failure
    facts = f.ReportFacts(sheet, failure, own.authority, own.authority_place, _told(breach))
    gaps = f.missing(facts)
    return gaps[0] if gaps else breach_report.compose(facts)


def processing(transaction: Transaction, edition: Edition) -> Document | Refusal:
    """Return the record of processing with the agency's words of `edition`; or why not."""
    sheet = _sheet(transaction, edition)
    if isinstance(sheet, Refusal):
        return sheet
    told = read_toml(_PACKAGE, "processing.toml")
    return processing_record.compose(f.ProcessingFacts(
        sheet, _responsible(edition.controller, sheet), edition.version,
        tuple(_activity(each, sheet.on) for each in told["activity"]), _kept(transaction), _measures(told["measure"]),
    ))


def impact(transaction: Transaction) -> Document | Refusal:
    """Return the impact assessment, filled in with the agency's name; or why not."""
    edition = store.controller(transaction)
    sheet = _sheet(transaction, edition)
    return sheet if isinstance(sheet, Refusal) else assessed(sheet, edition.controller)


def assessed(sheet: f.Sheet, own: Controller) -> Document:
    """Return the impact assessment on `sheet`."""
    told = read_toml(_PACKAGE, "impact.toml")
    return impact_assessment.compose(f.ImpactFacts(
        sheet, _responsible(own, sheet),
        tuple(f.Part(each["title"], tuple(each.get("text", ())), tuple(each.get("points", ())))
              for each in told["before"]),
        tuple(f.Risk(each["to"], each["text"], each["before"], _measures(each["measures"]), each["after"])
              for each in told["risk"]),
        tuple(told["remaining"]["points"]), tuple(told["duties"]["points"]),
    ))


@cache
def tables() -> frozenset[str]:
    """Return the tables of a case that the record of processing speaks of."""
    return frozenset(name for each in read_toml(_PACKAGE, "processing.toml")["activity"] for name in each["tables"])


def _sheet(transaction: Transaction, edition: Edition, number: str = "") -> f.Sheet | Refusal:
    if not edition.intact:
        return Refusal(
            mark("Isian instansi tidak cocok dengan jejak: diubah di luar program."),
            mark("Minta Kepala Biro menulisnya lagi, dan beri tahu auditor serta administrator."),
        )
    own, settings = edition.controller, letterheads.get(transaction, None)
    if settings is None:
        return Refusal(mark("Kop surat instansi belum diisi."), mark("Minta administrator mengisinya."))
    signer = f.Signer(own.signer_office, own.signer, own.signer_number)
    return f.Sheet(today(transaction), gather.agency(settings), signer, number, transaction.demo)


def _failure(transaction: Transaction, breach: Breach, zone: str) -> f.Failure | Refusal:
    known, clock = breach.facts, breach.deadline(zone)
    if known is None or clock is None or not breach.intact:
        return Refusal(
            mark("Catatan ini tidak cocok dengan jejak, sehingga tidak dicetak."),
            mark("Catat kejadian baru yang menyebut catatan ini, dan beri tahu auditor."),
        )
    if breach.closing and breach.closing.finding is Finding.NONE:
        return Refusal(mark("Kejadian ini ditutup sebagai bukan kegagalan."), mark("Tidak ada yang diberitahukan."))
    own = store.controller(transaction).controller
    return f.Failure(
        zone=zone, since=known.since, repeated=known.span is Span.SINCE, known=known.known, due=clock.due,
        what=known.what, how=known.how, data=tuple(kind.label for kind in known.data), people=known.people,
        risks=known.risks, handled=tuple((each.at, each.text) for each in breach.handled),
        officer=own.officer, contact=own.officer_contact, basis=printable_article(BREACH_RULE, today(transaction)),
    )


def _told(breach: Breach) -> tuple[f.Told, ...]:
    sent = sorted((each for whom in Whom for each in breach.told(whom)), key=lambda each: each.at)
    return tuple(f.Told(each.whom.label, each.at, _late(breach, each)) for each in sent)


def _late(breach: Breach, sent: Notice) -> str:
    late = breach.lateness(sent)
    return late.words if late is not None else ""


def _responsible(own: Controller, sheet: f.Sheet) -> f.Responsible:
    name = own.name or " ".join(sheet.agency.name.split())
    return f.Responsible(name, own.address or sheet.agency.address, own.officer, own.officer_contact)


def _activity(told: dict[str, Any], on: date) -> f.Activity:
    return f.Activity(
        told["name"], told["purpose"], _bases(told["basis"], on), told["people"], tuple(told["data"]),
        told["recipients"], told["kept"],
    )


def _bases(rules: list[str], on: date) -> tuple[str, ...]:
    """Return the citations; of a rule that is not verified the instrument alone."""
    found = (citation(rule, on) for rule in rules)
    return tuple(dict.fromkeys(rule.words if rule.verified else rule.instrument for rule in found))


def _measures(told: list[dict[str, str]]) -> tuple[f.Measure, ...]:
    return tuple(f.Measure(each["text"], each["where"]) for each in told)


def _kept(transaction: Transaction) -> tuple[f.Kept, ...]:
    items = agency.current(transaction, RETENTION).items
    return tuple(_class(each) for each in items if not each.retired)


def _class(kept: RetentionClass) -> f.Kept:
    return f.Kept(kept.label, f"{kept.years} tahun" if kept.years is not None else "", kept.note)
