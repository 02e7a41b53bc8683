"""An auditor reads a sampled file when two persons of the bureau granted it, until its end, and changes nothing."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from mediation import audit
from mediation.accounts import membership
from mediation.accounts.model import Leaving
from mediation.accounts.store import people
from mediation.administration import services_groups
from mediation.cases.store import looks
from mediation.errors import NotFound, Refusal
from mediation.permissions import Role
from tests import builders, files
from tests.builders import Someone, member, open_case
from tests.looking import ASKED, BUREAU, DAYS_UNTIL_OVER, NOTE, SAMPLES, YES, Looking, links, looking
from tests.pages import arrive
from tests.submitted import also_officer, officer
from tests.walks import day

BANNER = "Auditor meminta membaca berkas"


@pytest.fixture
def here(tmp_path: Path) -> Looking:
    return looking(tmp_path)


def test_two_persons_open_the_file_and_every_opening_is_told_with_its_purpose(here: Looking) -> None:
    address = here.granted()
    page = here.auditor.get(address)

    assert page.status == 200
    assert "Ani Contoh" in page.text
    assert here.told("case.opened")[-1].count('"purpose":"sample","standing":"auditor"') == 1
    assert here.grants() == 1
    granted = here.told("look.granted")[0]
    assert here.officer_.person.id.hex in granted
    assert here.place.head.person.id.hex in granted


def test_the_file_shows_what_the_bureau_recorded_and_nothing_private(here: Looking) -> None:
    page = here.auditor.get(here.granted())

    assert "Telaahan" in page.text
    assert "Jalan Contoh" not in page.text.replace("Jalan Contoh Nomor 9", "")
    assert "percakapan sendirian" in page.text


def test_documents_and_papers_are_readable_and_told(here: Looking) -> None:
    page = here.auditor.get(here.granted())
    documents = links(page, r".*/d/[0-9a-f-]{36}")
    answers = [here.auditor.client.get(link, base_url="http://127.0.0.1:8000") for link in documents]

    assert documents
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.data[:2] for answer in answers} == {b"PK"}
    assert all('"purpose":"sample"' in told for told in here.told("document.opened")[-len(documents):])


def test_nothing_is_open_before_the_second_act(here: Looking) -> None:
    asked = here.ask()
    before = here.auditor.get(f"{asked.path}/baca")
    here.answer(here.officer)
    between = here.auditor.get(f"{asked.path}/baca")

    assert before.path == between.path == asked.path
    assert "Menunggu persetujuan kedua" in between.text
    assert here.grants() == 0
    assert not [told for told in here.told("case.opened") if '"standing":"auditor"' in told]


def test_the_same_person_cannot_answer_twice(here: Looking) -> None:
    here.ask()
    here.answer(here.head)
    again = here.answer(here.head)

    assert again.status == 409
    assert "sudah memberikan persetujuan pertama" in again.text
    assert here.grants() == 0


def test_two_officers_without_a_head_do_not_open_a_file(here: Looking) -> None:

    other = here.at(officer(here.place, "petugas2"))
    here.ask()
    here.answer(here.officer)
    second = here.answer(other)

    assert second.status == 409
    assert "harus kepala biro" in second.text
    assert here.grants() == 0
    assert here.answer(here.second_head).status == 200
    assert here.grants() == 1


def test_a_head_first_and_an_officer_second_open_it(here: Looking) -> None:
    asked = here.ask()
    here.answer(here.head)
    here.answer(here.officer)

    assert here.auditor.get(f"{asked.path}/baca").path.endswith("/baca")


def test_nobody_agrees_before_he_compared_the_fingerprint(here: Looking) -> None:
    here.ask()
    page = here.head.get(f"{BUREAU}/{here.look.id}")
    bare = page.send({"answer": "yes", "step": "sure"})

    assert "Cocokkan dahulu sidik kuncinya" in bare.text
    assert here.told("look.approved") == []


def test_a_refusal_has_a_reason_that_the_auditor_reads(here: Looking) -> None:
    asked = here.ask()
    bare = here.officer.get(f"{BUREAU}/{here.look.id}").send({"answer": "no"})
    tab = here.head.get(f"{BUREAU}/{here.look.id}")
    here.answer(here.officer, "no", reason="Berkas ini sedang digugat.")
    after = tab.send(YES)

    assert "Tulis alasan penolakan" in bare.text
    assert "Berkas ini sedang digugat." in here.auditor.get(asked.path).text
    assert after.status == 409
    assert here.auditor.get(f"{asked.path}/baca").path == asked.path
    assert "digugat" not in "".join(here.told("look.refused"))


def test_the_clock_ends_a_look_and_the_next_page_deletes_its_key(here: Looking) -> None:
    address = here.granted()
    document = links(here.auditor.get(address), r".*/d/[0-9a-f-]{36}")[0]
    here.place.clock.forward(days=DAYS_UNTIL_OVER)
    auditor = here.at(here.place.auditor)

    assert auditor.get(address).path == address.removesuffix("/baca")
    assert auditor.client.get(document, base_url="http://127.0.0.1:8000").status_code == 404
    assert here.grants() == 0
    assert '"cause":"time"' in here.told("look.ended")[0]


def test_the_end_counts_without_any_sweep(here: Looking) -> None:
    here.granted()
    here.place.clock.forward(days=DAYS_UNTIL_OVER)

    assert here.grants() == 1
    with pytest.raises(NotFound), here.place.desk(here.place.auditor) as transaction:
        looks.keys(transaction, here.case)


def test_a_start_sweeps(here: Looking) -> None:
    here.granted()
    here.place.clock.forward(days=DAYS_UNTIL_OVER)
    arrive(here.place)

    assert here.grants() == 0


def test_the_auditor_ends_a_look_early(here: Looking) -> None:
    address = here.granted()
    here.auditor.get(address.replace("/baca", "/akhiri")).send({})

    assert here.grants() == 0
    assert here.auditor.get(address).path == address.removesuffix("/baca")
    assert '"cause":"auditor"' in here.told("look.ended")[0]


def test_a_head_ends_a_look_early_and_an_officer_does_not(here: Looking) -> None:
    address = here.granted()
    path = f"{BUREAU}/{here.look.id}/akhiri"
    officer = here.officer.get(path)
    here.second_head.get(path).send({})

    assert officer.status == 403
    assert here.grants() == 0
    assert "Sudah berakhir" in here.auditor.get(address).text
    assert '"cause":"head"' in here.told("look.ended")[0]


def test_a_question_is_taken_back_before_it_is_answered(here: Looking) -> None:
    asked = here.ask()
    tab = here.head.get(f"{BUREAU}/{here.look.id}")
    here.auditor.get(f"{asked.path}/akhiri").send({})

    assert "Dibatalkan" in here.auditor.get(asked.path).text
    late = tab.send({"answer": "no", "reason": "Belum perlu."})
    assert late.status == 409
    assert "sudah dijawab" in late.text
    assert "Belum perlu." in late.text


def test_an_answer_sent_twice_is_one_answer(here: Looking) -> None:
    here.ask()
    check = here.officer.get(f"{BUREAU}/{here.look.id}").send(YES)
    check.send({"step": "sure"})
    check.send({"step": "sure"})

    assert len(here.told("look.approved")) == 1
    assert here.told("look.granted") == []


def test_a_question_sent_twice_is_one_question(here: Looking) -> None:
    sample = here.draw()
    check = here.auditor.get(f"{sample.path}/1").send(ASKED)
    check.send({"step": "sure"})
    check.send({"step": "sure"})

    assert len(here.told("look.asked")) == 1


def test_two_tabs_ask_once_and_the_second_keeps_what_was_typed(here: Looking) -> None:
    sample = here.draw()
    first, second = here.auditor.get(f"{sample.path}/1"), here.auditor.get(f"{sample.path}/1")
    first.confirm(ASKED)
    late = second.confirm(ASKED)

    assert late.status == 409
    assert "sudah ada permintaan" in late.text
    assert NOTE in late.html
    assert "sudah ada permintaan" in here.auditor.get(f"{sample.path}/1").text


def test_two_tabs_of_heads_grant_once(here: Looking) -> None:
    here.ask()
    here.answer(here.officer)
    tabs = [visitor.get(f"{BUREAU}/{here.look.id}") for visitor in (here.head, here.second_head)]
    checks = [tab.send(YES) for tab in tabs]
    answers = [check.send({"step": "sure"}) for check in checks]

    assert [answer.status for answer in answers] == [200, 409]
    assert len(here.told("look.granted")) == here.grants() == 1


@pytest.mark.parametrize(("days", "status"), [(0, 200), (14, 200), (15, 409), (-1, 409)])
def test_a_look_ends_within_fourteen_days(here: Looking, days: int, status: int) -> None:
    last = (here.place.clock() + timedelta(hours=7, days=days)).date()

    assert here.ask(last=day(last)).status == status


def test_five_days_are_suggested(here: Looking) -> None:
    page = here.auditor.get(f"{here.draw().path}/1")

    assert [value for name, value in page.form().fields if name == "last"] == ["25", "11", "2026"]


def test_a_question_without_an_answer_lapses(here: Looking) -> None:
    asked = here.ask()
    here.place.clock.forward(days=DAYS_UNTIL_OVER)
    head = here.at(here.place.head)
    page = head.get(f"{BUREAU}/{here.look.id}")

    assert "Lewat tanpa persetujuan" in page.text
    assert "Lewat tanpa persetujuan" in here.at(here.place.auditor).get(asked.path).text
    assert BANNER not in head.get("/profil").text


def test_the_bureau_is_told_on_every_page_until_it_answered(here: Looking) -> None:
    before = here.head.get("/profil").text
    here.ask()
    asked = [visitor.get("/profil").text for visitor in (here.head, here.officer)]
    here.answer(here.officer)
    half = [visitor.get("/profil").text for visitor in (here.officer, here.head)]
    here.answer(here.head)

    assert BANNER not in before
    assert all(BANNER in text for text in asked)
    assert [BANNER in text for text in half] == [False, True]
    assert BANNER not in here.head.get("/profil").text
    assert BANNER not in here.auditor.get("/profil").text


def test_the_bureau_reads_who_asks_for_which_file_until_when(here: Looking) -> None:
    here.ask()
    listing = here.officer.get(BUREAU)
    page = here.officer.get(f"{BUREAU}/{here.look.id}")

    for shown in (listing, page):
        assert "0001/2026" in shown.text
        assert "Auditor Contoh" in shown.text
        assert "Memeriksa ketepatan waktu" in shown.text
        assert "25 Nov" in shown.text
    assert NOTE in page.text


def test_anothers_look_and_an_absent_one_are_the_same(here: Looking) -> None:
    address = here.granted()
    other = here.at(member(here.place, "auditor2", Role.AUDITOR))
    own = here.look.id
    for rest in ("", "/baca", "/akhiri", f"/d/{uuid4()}", f"/l/{uuid4()}"):
        theirs = other.get(address.removesuffix("/baca") + rest)
        absent = other.get(f"{SAMPLES}/lihat/{uuid4()}{rest}")

        assert theirs.status == absent.status == 404, rest
        assert str(own) not in theirs.text


@pytest.mark.parametrize("who", ["supervisor", "colleague", "administrator"])
def test_others_have_no_such_pages(here: Looking, who: str) -> None:
    address = here.granted()
    visitor = here.at(getattr(here.place, who))

    assert {visitor.get(path).status for path in (address, SAMPLES, BUREAU, f"{BUREAU}/{here.look.id}")} == {403}


def test_an_officer_does_not_read_what_the_auditor_has_and_the_auditor_not_what_the_bureau_has(here: Looking) -> None:
    address = here.granted()

    assert here.officer.get(address).status == 403
    assert here.auditor.get(f"{BUREAU}/{here.look.id}").status == 403
    assert here.auditor.get(f"/k/{here.case}/baca").status == 403
    assert here.auditor.get(f"/b/{here.case}").status == 403


def test_a_file_that_was_not_handed_in_is_not_asked_for(here: Looking) -> None:
    open_case(here.place)
    drawn = here.draw(submitted_only=[], size="2")
    pages = [here.auditor.get(f"{drawn.path}/{number}") for number in (1, 2)]

    assert sorted(page.status for page in pages) == [200, 409]
    assert "Belum diserahkan" in drawn.text
    assert any("belum diserahkan kepada biro" in page.text for page in pages)


def also(here: Looking, who: Someone, role: Role, *, digits: str = "") -> Someone:
    """Give somebody another role, or another number, by the directory."""
    with here.place.desk(here.place.administrator) as transaction:
        person = people.get(transaction, who.person.id)
        told = replace(people.details_of(person), roles=person.roles | {role}, digits=digits or person.digits)
        after = people.change(transaction, person, audit.Action.PERSON_CHANGED, details=told)
        transaction.commit()
    return replace(who, person=after)


def test_an_auditor_who_supervises_the_case_does_not_find_it(here: Looking) -> None:
    both = also(here, here.place.auditor, Role.SUPERVISOR)
    held = files.handed_in(here.place, who=both)
    visitor = here.at(both)
    drawn = visitor.get(f"{SAMPLES}/baru").confirm({"lateness": "all", "size": "9"})

    assert "1 dari 1 berkas" in drawn.heading.replace("Contoh ", "")
    assert held.hex not in drawn.html


def test_an_auditor_who_is_a_party_does_not_find_it(here: Looking) -> None:
    party = also(here, here.place.auditor, Role.AUDITOR, digits=builders.a_person().digits)
    page = here.at(party).get(f"{SAMPLES}/baru").confirm({"lateness": "all", "size": "9"})

    assert page.status == 409
    assert "Tidak ada berkas yang cocok" in page.text


def test_an_auditor_who_became_a_party_is_refused_at_every_step(here: Looking) -> None:
    drawn = here.draw()
    here.ask(drawn)
    also(here, here.place.auditor, Role.AUDITOR, digits=builders.a_person().digits)
    answered = here.answer(here.officer)

    assert answered.status == 409
    assert "terlibat dalam berkas ini" in answered.text


def test_an_auditor_who_once_worked_on_the_case_does_not_read_it(here: Looking) -> None:
    drawn = here.draw()
    early = here.auditor.get(f"{drawn.path}/1")
    with here.place.premises.writing(here.place.auditor.person.actor) as transaction:
        audit.append(transaction, audit.Action.FILE_CHECKED, f"case:{here.case}")
        transaction.commit()

    assert early.status == 200
    late = here.auditor.get(f"{drawn.path}/1")
    assert late.status == 409
    assert "Anda tidak dapat memeriksa berkas ini" in late.text
    assert early.confirm(ASKED).status == 409


def test_an_auditor_who_was_a_second_reader_does_not_read_it(here: Looking) -> None:
    drawn = here.draw()
    with here.place.desk() as transaction:
        reader = here.place.auditor.person.id.hex
        audit.append(transaction, audit.Action.CASE_SHARED, f"case:{here.case}", reader=reader)
        audit.append(transaction, audit.Action.CASE_UNSHARED, f"case:{here.case}", reader=reader)
        transaction.commit()

    assert here.auditor.get(f"{drawn.path}/1").status == 409


def test_the_timeline_of_the_file_tells_the_bureau_of_a_look_and_not_the_supervisor(here: Looking) -> None:
    here.granted()
    here.head.get(f"/k/{here.case}/untuk").send({"purpose": "review"})

    assert "Dibukakan bagi auditor" in here.head.get(f"/k/{here.case}").text
    assert "auditor" not in here.at(here.place.supervisor).get(f"/b/{here.case}").text.lower()


def test_a_supervisor_at_the_bureau_does_not_answer_for_his_own_case(here: Looking) -> None:

    both = here.at(also_officer(here.place, here.place.supervisor))
    here.ask()

    assert both.get(f"{BUREAU}/{here.look.id}").status == both.get(f"{BUREAU}/{uuid4()}").status == 404
    assert "0001/2026" not in both.get(BUREAU).text
    assert BANNER not in both.get("/profil").text


def test_who_holds_no_key_of_the_bureau_reads_of_no_look(here: Looking) -> None:
    keyless = here.at(member(here.place, "tanpakunci", Role.BUREAU_OFFICER))
    here.ask()

    assert keyless.get(f"{BUREAU}/{here.look.id}").status == 404
    assert "Auditor Contoh" not in keyless.get(BUREAU).text
    assert BANNER not in keyless.get("/profil").text


def test_a_party_at_the_bureau_does_not_answer_for_his_own_case(here: Looking) -> None:
    party = here.at(also(here, here.officer_, Role.BUREAU_OFFICER, digits=builders.a_person().digits))
    here.ask()

    assert party.get(f"{BUREAU}/{here.look.id}").status == 404
    assert "0001/2026" not in party.get(BUREAU).text


def test_an_approval_of_somebody_who_left_does_not_count(here: Looking) -> None:
    here.ask()
    here.answer(here.officer)
    with here.place.desk(here.place.head) as transaction:
        services_groups.remove(transaction, here.officer_.person.id, reason=Leaving.MOVED)
    head = here.at(here.place.head)
    page = head.get(f"{BUREAU}/{here.look.id}")

    assert "tidak dapat lagi menyetujuinya" in page.text
    assert here.answer(head).status == 409
    assert here.grants() == 0


def test_without_another_head_an_officers_approval_waits_in_vain_and_the_page_says_so(here: Looking) -> None:
    for head in (here.second_head_, here.place.head):
        also(here, head, Role.BUREAU_HEAD, digits=builders.a_person().digits)
    officer(here.place, "petugas2")
    here.ask()
    page = here.at(here.officer_).get(f"{BUREAU}/{here.look.id}")

    assert "Tidak ada kepala biro yang dapat ikut menyetujui" in page.text


def test_a_bureau_of_one_is_told_who_is_missing(office: builders.Office) -> None:
    files.handed_in(office)
    auditor, head = arrive(office, office.auditor), arrive(office, office.head)
    sample = auditor.get(f"{SAMPLES}/baru").confirm({"lateness": "all", "size": "1"})
    form = auditor.get(f"{sample.path}/1")
    form.confirm(ASKED)
    waiting = head.get(links(head.get(BUREAU), rf"{BUREAU}/[0-9a-f-]{{36}}")[0])

    assert "belum mempunyai dua pemegang kunci" in form.text
    assert "Belum ada dua anggota biro" in waiting.text


def test_an_auditor_who_was_deactivated_reads_nothing(here: Looking) -> None:
    address = here.granted()
    other = member(here.place, "auditor2", Role.AUDITOR)
    _enrol_auditor(here, other)
    admin = here.at(here.place.administrator)
    admin.get(f"/kelola/orang/{here.place.auditor.person.id}/nonaktif").send({})

    assert here.grants() == 0
    assert '"cause":"left"' in here.told("look.ended")[0]
    assert "Masuk" in here.auditor.get(address).html


def _enrol_auditor(here: Looking, who: Someone) -> None:
    with here.place.desk(here.place.auditor) as transaction:
        entry = people.get(transaction, who.person.id)
        done = membership.enrol_member(transaction, entry.id, version=entry.version)
    assert not isinstance(done, Refusal), done


def test_an_auditor_who_lost_the_group_key_reads_nothing(here: Looking) -> None:
    here.granted()
    other = member(here.place, "auditor2", Role.AUDITOR)
    _enrol_auditor(here, other)
    with here.place.desk(other) as transaction:
        services_groups.remove(transaction, here.place.auditor.person.id, reason=Leaving.MOVED)

    assert here.grants() == 0
    with pytest.raises(NotFound), here.place.desk(here.place.auditor) as transaction:
        looks.keys(transaction, here.case)


def test_an_auditor_with_a_look_is_counted_by_the_alerts(here: Looking) -> None:
    address = here.granted()
    here.auditor.get(address)
    with here.place.premises.engines.read.connect() as connection:
        seen = connection.exec_driver_sql(
            "SELECT count(*) FROM recent_look WHERE person = ?", (here.place.auditor.person.id.hex,),
        ).scalar_one()

    assert seen == 1


def test_a_damaged_file_shows_nothing(here: Looking) -> None:
    address = here.granted()
    here.run("UPDATE case_file SET stage = 'concluding'")
    page = here.auditor.get(address)

    assert "tidak cocok dengan segelnya" in page.text
    assert "Ani Contoh" not in page.text
    assert here.told("tampering.seen")


def test_the_trail_holds_no_word_of_what_was_written(here: Looking) -> None:
    here.ask(here.draw(seed="BENIH-RAHASIA"))
    here.answer(here.officer, "no", reason="Alasan yang tidak tampak.")
    here.granted()
    everything = "".join(told for action in ("asked", "approved", "granted") for told in here.told(f"look.{action}"))
    database = b"".join(path.read_bytes() for path in here.place.folder.glob("office.db*"))

    assert NOTE not in everything
    assert not [word for word in (NOTE, "BENIH-RAHASIA", "Alasan yang tidak tampak.") if word.encode() in database]
