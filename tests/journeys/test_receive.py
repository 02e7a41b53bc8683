"""One supervisor receives a request: one thing a page, kept sealed, checked, opened. Through the front door."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa

from mediation.accounts import people, units
from mediation.accounts.model import Details
from mediation.accounts.passwords import prepare
from mediation.accounts.tables import account, draft, group_member
from mediation.audit import Action
from mediation.audit.tables import entry
from mediation.cases import store as cases
from mediation.cases.model import Child, Employment, Party, Religion
from mediation.cases.receive import store, wizard
from mediation.cases.tables import case_file
from mediation.errors import Refusal
from mediation.law.grounds import Ground
from mediation.law.identity import Sex
from mediation.permissions import Role
from tests import walks
from tests.builders import CHEAP, Office
from tests.pages import Page, Visitor, arrive
from tests.walks import FILED

OWN = "197001011995011001"  # the supervisor's own number


@pytest.fixture
def visitor(office: Office) -> Visitor:
    return arrive(office)


def filed(office: Office, case: UUID) -> cases.CaseFile:
    with office.desk() as transaction:
        return cases.get(transaction, case)


def trail(office: Office, action: Action) -> int:
    with office.desk() as transaction:
        return len(transaction.execute(sa.select(entry).where(entry.c.action == action.value)).all())


def number_of_cases(office: Office) -> int:
    with office.desk() as transaction:
        return int(transaction.execute(sa.select(sa.func.count()).select_from(case_file)).scalar_one())


def kept(office: Office) -> store.State:
    with office.desk() as transaction:
        return store.load(transaction)


def test_a_case_holds_what_was_filled_in(office: Office, visitor: Visitor) -> None:
    file = filed(office, walks.receive(visitor))

    request, contacts = file.request, file.contacts
    assert contacts is not None
    assert (request.applicant.name, request.applicant.rank, request.applicant.religion, request.spouse.sex) == (
        "Ani Contoh, S.Pd.", "Penata", Religion.ISLAM, Sex.MALE)
    assert (request.spouse.employment, request.children, request.causes) == (
        Employment.NONE, (Child("C.C.", 2016),), ("C01",))
    assert [(claim.ground, claim.facts) for claim in request.grounds] == [
        (Ground.G6_CEKCOK, "Sering bertengkar sejak tahun 2020 dan tidak lagi serumah.")]
    assert (contacts.applicant.contact_safe, contacts.spouse.address_safe) == (False, None)
    assert request.number == "0001/2026"


def test_the_clock_is_shown_with_how_it_was_computed(visitor: Visitor) -> None:
    page = walks.fill_request(visitor)

    assert "Selasa, 2 Februari 2027" in page.text
    assert "Diterima Senin, 2 November 2026 + 3 bulan kalender" in page.text


def test_an_involved_supervisor_is_told_who_takes_it_and_nothing_is_kept(office: Office, visitor: Visitor) -> None:
    give_parent(office)

    page = visitor.get("/b/baru").send({"involved": "ya"})

    assert "Kepala Dinas Contoh" in page.text
    assert (kept(office), number_of_cases(office), trail(office, Action.CASE_DECLINED)) == ({}, 0, 1)


def give_parent(office: Office) -> None:
    """Put a unit with a supervisor of its own above the office's unit."""
    details = Details(sign_in="dinas", name="Kepala Dinas Contoh", roles=frozenset({Role.SUPERVISOR}),
                      position="Kepala Dinas")
    with office.desk(office.administrator) as transaction:
        head = people.add_person(transaction, details, prepare("sandi-sekali-pakai", CHEAP))
    assert not isinstance(head, Refusal)
    with office.desk(office.administrator) as transaction:
        above = units.add_unit(transaction, name="Dinas Contoh", zone="WIB", supervisor=head.id)
    assert not isinstance(above, Refusal)
    with office.desk(office.administrator) as transaction:
        units.change_unit(transaction, replace(office.unit, parent=above.id))


@pytest.mark.parametrize("number", [1, 4])
def test_ones_own_number_is_refused(office: Office, visitor: Visitor, number: int) -> None:
    page = visitor.get("/b/baru").send({"involved": "tidak"})
    while page.path != f"/b/baru/{number}":
        current = int(page.path.rsplit("/", 1)[-1])
        page = page.send({**FILED[current], **({"employment": "pns"} if current == 3 else {})})
    page = page.send({**FILED[1], "sex": "male", "digits": OWN, "reason": "sudah dicocokkan"} if number == 1
                     else {"digits": OWN, "reason": "sudah dicocokkan"})

    assert "harus diterima atasan lain" in page.heading
    assert (kept(office), trail(office, Action.CASE_DECLINED)) == ({}, 1)


def test_a_second_case_of_one_employee_shows_in_the_trail_alone(office: Office, visitor: Visitor) -> None:
    first = walks.fill_request(visitor)
    words = first.text
    first.send({})
    second = walks.fill_request(visitor)
    opened = second.send({})

    assert second.text == words
    assert opened.text.count("Permohonan diterima") >= 1
    assert "0002/2026" in opened.text
    assert trail(office, Action.CASE_DUPLICATE) == 1


def test_a_number_of_a_wrong_shape_is_refused_and_stays_on_the_page(visitor: Visitor) -> None:
    page = visitor.get("/b/baru").send({"involved": "tidak"}).send({**FILED[1], "digits": "1986092620150520"})

    assert page.path == "/b/baru/1"
    assert "18 angka; yang diisi 16 angka" in page.text
    assert "1986092620150520" in page.html


def test_an_odd_number_asks_for_a_reason(visitor: Visitor) -> None:
    page = visitor.get("/b/baru").send({"involved": "tidak"}).send({**FILED[1], "sex": "male"})
    assert "Jenis kelamin menurut nomor ini berbeda" in page.text

    assert page.send({"reason": "Sudah dicocokkan dengan SK."}).path == "/b/baru/2"


def test_the_reason_for_an_odd_number_is_kept(office: Office, visitor: Visitor) -> None:
    file = filed(office, walks.receive(visitor, {1: {"sex": "male", "reason": "Sudah dicocokkan dengan SK."}}))

    assert len(file.request.warnings) == 1
    assert file.request.reason_for_warnings == "Sudah dicocokkan dengan SK."


def test_a_contract_employee_is_read_by_the_other_rule(office: Office, visitor: Visitor) -> None:
    changed = {1: {"employment": "pppk", "digits": "198609262022212001"}, 2: {"grade": "IX"}}
    file = filed(office, walks.receive(visitor, changed))

    assert (file.request.applicant.employment, file.request.applicant.grade) == (Employment.PPPK, "IX")


def test_a_changed_kind_of_employment_asks_for_the_grade_again(visitor: Visitor) -> None:
    page = walks.fill_request(visitor)
    changed = {**FILED[1], "employment": "pppk", "digits": "198609262022212001"}

    page = visitor.get("/b/baru/1?periksa=ya").send(changed)

    assert page.path == "/b/baru/2"


def test_a_spouse_who_is_a_civil_servant_is_asked_for_the_number(office: Office, visitor: Visitor) -> None:
    changed = {3: {"employment": "pns"}, 4: {"digits": "198503122010011003", "grade": "III/d"}}
    file = filed(office, walks.receive(visitor, changed))

    assert (file.request.spouse.digits, file.request.spouse.rank) == ("198503122010011003", "Penata Tingkat I")


def test_one_number_for_both_is_refused(office: Office, visitor: Visitor) -> None:
    changed = {3: {"employment": "pns"}, 4: {"digits": FILED[1]["digits"], "reason": "dicocokkan"}}
    page = walks.fill_request(visitor, changed).send({})

    assert page.status == 409
    assert "sama" in page.text
    assert number_of_cases(office) == 0


def test_more_children_need_no_script(office: Office, visitor: Visitor) -> None:
    page = visitor.get("/b/baru").send({"involved": "tidak"})
    while page.path != "/b/baru/8":
        page = page.send(FILED[int(page.path.rsplit("/", 1)[-1])])
    page = page.send({**FILED[8], "more": "1"}).send({"initials_2": "D.C.", "year_2": "2019"})
    while page.path != "/b/baru/periksa":
        page = page.send(FILED[int(page.path.rsplit("/", 1)[-1])])
    file = filed(office, UUID(page.send({}).path.split("/")[2]))

    assert file.request.children == (Child("C.C.", 2016), Child("D.C.", 2019))


def test_half_a_child_is_asked_to_be_completed(visitor: Visitor) -> None:
    page = visitor.get("/b/baru").send({"involved": "tidak"})
    while page.path != "/b/baru/8":
        page = page.send(FILED[int(page.path.rsplit("/", 1)[-1])])

    assert "Isi tahun lahir anak ini." in page.send({"initials_1": "C.C."}).text


@pytest.mark.parametrize(("changed", "said"), [
    ({"received_on": walks.day(date(2026, 11, 21))}, "belum tiba"),
    ({"requested_on": walks.day(date(2026, 11, 3))}, "lebih lambat daripada tanggal diterima"),
    ({"requested_on": walks.day(date(2013, 1, 1))}, "Tanggal nikah lebih lambat"),
])
def test_days_in_the_wrong_order_open_nothing(
    office: Office, visitor: Visitor, changed: dict[str, list[str]], said: str,
) -> None:
    page = walks.fill_request(visitor, {12: changed}).send({})

    assert page.status == 409
    assert said in page.text
    assert number_of_cases(office) == 0


def test_what_was_filled_in_is_still_there_another_day_and_sealed(office: Office, visitor: Visitor) -> None:
    visitor.get("/b/baru").send({"involved": "tidak"}).send(FILED[1])
    office.clock.forward(hours=20)

    page = arrive(office).get("/b/baru")

    assert "Ada isian yang belum selesai" in page.text
    assert "/b/baru/2" in page.reader.links
    with office.desk() as transaction:
        rows = transaction.execute(sa.select(draft)).all()
    assert rows
    assert not any(b"Ani" in bytes(row.sealed) for row in rows)


def test_what_was_filled_in_is_another_persons_business_not(office: Office, visitor: Visitor) -> None:
    visitor.get("/b/baru").send({"involved": "tidak"}).send(FILED[1])

    page = arrive(office, office.colleague).get("/b/baru")

    assert "belum selesai" not in page.text


def test_starting_over_forgets_everything(office: Office, visitor: Visitor) -> None:
    visitor.get("/b/baru").send({"involved": "tidak"}).send(FILED[1])
    start = visitor.get("/b/baru")
    form = next(form for form in start.reader.forms if form.action == "/b/baru/ulang")

    visitor.post("/b/baru/ulang", dict(form.fields))

    assert kept(office) == {}


def test_nothing_is_left_of_the_wizard_after_opening(office: Office, visitor: Visitor) -> None:
    walks.receive(visitor)

    assert kept(office) == {}


def autosave(page: Page, path: str, sent: walks.Answers) -> int:
    fields = dict(page.form().fields) | {name: value for name, value in sent.items() if isinstance(value, str)}
    return page.visitor.post(f"/konsep?tempat={path}", fields).status


def test_nothing_is_left_of_a_declined_request_not_even_a_late_autosave(office: Office, visitor: Visitor) -> None:
    page = visitor.get("/b/baru").send({"involved": "tidak"})
    autosave(page, "/b/baru/1", FILED[1])
    page.send({**FILED[1], "sex": "male", "digits": OWN, "reason": "sudah dicocokkan"})
    autosave(page, "/b/baru/1", FILED[1])
    with office.desk() as transaction:
        left = transaction.execute(sa.select(draft)).all()

    assert left == []


def test_an_autosaved_page_comes_back(visitor: Visitor) -> None:
    page = visitor.get("/b/baru").send({"involved": "tidak"})
    autosave(page, "/b/baru/1", FILED[1])

    assert ("name", "Ani Contoh, S.Pd.") in visitor.get("/b/baru/1").form("name").fields


def test_no_case_is_opened_while_a_group_has_nobody(office: Office, visitor: Visitor) -> None:
    with office.desk() as transaction:
        transaction.execute(sa.delete(group_member).where(group_member.c.member == office.auditor.person.id))
        transaction.commit()
    page = visitor.get("/b/baru")

    assert page.status == 409
    assert "belum ada auditor" in page.text


def test_no_case_is_opened_by_somebody_whose_own_number_is_not_known(office: Office, visitor: Visitor) -> None:
    with office.desk() as transaction:
        transaction.execute(sa.update(account).where(account.c.id == office.supervisor.person.id).values(digits=""))
        transaction.commit()

    page = visitor.get("/b/baru")

    assert page.status == 409
    assert "belum memuat NIP" in page.text


def test_a_number_of_rows_that_is_none_does_no_harm(visitor: Visitor) -> None:
    page = visitor.get("/b/baru").send({"involved": "tidak"})
    while page.path != "/b/baru/8":
        page = page.send(FILED[int(page.path.rsplit("/", 1)[-1])])

    assert page.send({"rows": "abc", "more": "1"}).status == 200
    assert page.send({"rows": "9" * 5000, "more": "1"}).status == 200


def test_the_same_page_sent_twice_opens_one_case(office: Office, visitor: Visitor) -> None:
    page = walks.fill_request(visitor)
    page.send({})
    page.send({})

    assert number_of_cases(office) == 1


def test_a_page_out_of_order_leads_to_the_first_question(visitor: Visitor) -> None:
    assert visitor.get("/b/baru/9").path == "/b/baru"


def test_the_check_leads_to_what_is_missing(visitor: Visitor) -> None:
    visitor.get("/b/baru").send({"involved": "tidak"}).send(FILED[1])

    assert visitor.get("/b/baru/periksa").path == "/b/baru/2"


def test_violence_among_the_grounds_holds_the_case_apart_from_the_start(office: Office, visitor: Visitor) -> None:
    changed: dict[int, walks.Answers] = {
        9: {"grounds": ["G5_ANIAYA", "G6_CEKCOK"]}, 10: {"G5_ANIAYA": "Dipukul pada bulan Maret 2026."},
    }
    file = filed(office, walks.receive(visitor, changed))

    assert file.progress.apart
    assert file.progress.screened == ()


def test_every_page_of_a_request_says_why_it_asks() -> None:
    assert all(step.why for step in wizard.STEPS)


def test_nobody_but_a_supervisor_receives(office: Office) -> None:
    assert arrive(office, office.administrator).get("/b/baru").status == 403


def test_a_request_names_its_person_by_side(office: Office, visitor: Visitor) -> None:
    request = filed(office, walks.receive(visitor)).request

    assert request.person(Party.SPOUSE).name == "Budi Contoh"


@pytest.mark.parametrize("hostile", ["A\x00B\x07C", "\ud800", "\u202eABC", "<script>alert(1)</script>", "{{ 7*7 }}"])
def test_hostile_text_is_cleaned_or_shown_as_text(office: Office, visitor: Visitor, hostile: str) -> None:
    sent = hostile.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    page = visitor.get("/b/baru").send({"involved": "tidak"}).send({**FILED[1], "name": sent})

    assert page.status == 200
    back = visitor.get("/b/baru/1")
    assert "<script>alert" not in back.html
    assert "49" not in back.form("name").fields[3]


def test_text_over_its_bound_names_the_bound_and_stays(visitor: Visitor) -> None:
    page = visitor.get("/b/baru").send({"involved": "tidak"}).send({**FILED[1], "name": "A" * 151})

    assert "paling banyak 150" in page.text
    assert "A" * 151 in page.html
