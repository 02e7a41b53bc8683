"""People and their keys, by the front door alone."""

import base64
import json
from datetime import timedelta

import pytest

from mediation.accounts.store import people
from mediation.permissions import Permission
from mediation.web.guards import needs
from tests.builders import PASSWORD
from tests.doors import (
    OTHER_PASSWORD,
    Door,
    code_on,
    door,
    give_back,
    is_at,
    one_time_on,
    person,
    press,
    sign_in,
)
from tests.pages import ADDRESS, Page, Visitor

__all__ = ["door"]


def public_key(door: Door, name: str) -> bytes:
    with door.premises.reading() as transaction:
        found = people.find(transaction, name)
    assert found
    return found.public_key


def test_the_first_sign_in_leads_to_a_password_a_printed_code_and_then_to_work(door: Door) -> None:
    visitor = door.visitor()
    page = sign_in(visitor, "kepala", door.one_time["kepala"])
    assert is_at(page) == "/kata-sandi-baru"

    page = page.send({"password": PASSWORD, "password_again": PASSWORD})
    assert is_at(page) == "/kode-pemulihan"

    code = code_on(page)
    assert len(code) == 8
    assert is_at(give_back(visitor, code)) == "/k"


def test_no_other_page_opens_before_the_code_was_given_back(door: Door) -> None:
    visitor = door.visitor()
    page = sign_in(visitor, "kepala", door.one_time["kepala"])
    assert is_at(visitor.get("/profil")) == "/kata-sandi-baru"

    page.send({"password": PASSWORD, "password_again": PASSWORD})

    assert is_at(visitor.get("/profil")) == "/kode-pemulihan"


def test_a_code_that_was_not_given_back_is_shown_again_at_the_next_sign_in(door: Door) -> None:
    page = sign_in(door.visitor(), "kepala", door.one_time["kepala"])
    first = code_on(page.send({"password": PASSWORD, "password_again": PASSWORD}))

    assert code_on(sign_in(door.visitor(), "kepala")) == first


def test_wrong_groups_of_the_code_are_refused(door: Door) -> None:
    visitor = door.visitor()
    page = sign_in(visitor, "kepala", door.one_time["kepala"])
    page.send({"password": PASSWORD, "password_again": PASSWORD})

    page = give_back(visitor, ["0000"] * 8)

    assert "tidak sama dengan kode Anda" in page.text


def test_a_code_is_not_shown_any_more_once_it_was_given_back(door: Door) -> None:
    visitor = door.enrolled("kepala")

    assert not code_on(visitor.get("/kode-pemulihan"))


@pytest.mark.parametrize("weak", [
    "pendek", "rahasia2026!!", "KepalaContoh1986", "bismillah2026", "kepala contoh 1986", "rahasia negara indonesia",
])
def test_a_weak_password_is_refused_with_the_reason(door: Door, weak: str) -> None:
    page = sign_in(door.visitor(), "kepala", door.one_time["kepala"])

    page = page.send({"password": weak, "password_again": weak})

    assert is_at(page) == "/kata-sandi-baru"
    assert "mudah ditebak" in page.text or "paling sedikit 12" in page.text


def test_a_one_time_password_holds_for_72_hours(door: Door) -> None:
    door.clock.forward(hours=71, minutes=59)
    assert is_at(sign_in(door.visitor(), "auditor", door.one_time["auditor"])) == "/kata-sandi-baru"

    door.clock.forward(minutes=2)
    page = sign_in(door.visitor(), "kepala", door.one_time["kepala"])

    assert "72 jam" in page.text


def test_a_one_time_password_serves_once(door: Door) -> None:
    door.enrolled("kepala")

    page = sign_in(door.visitor(), "kepala", door.one_time["kepala"])

    assert "tidak cocok" in page.text


def test_the_fingerprint_stands_on_the_profile(door: Door) -> None:
    visitor = door.enrolled("kepala")

    page = visitor.get("/profil")

    assert "Sidik kunci" in page.text
    assert "m-fingerprint" in page.html


def test_signing_out_kills_the_session(door: Door) -> None:
    visitor = door.enrolled("kepala")
    cookie = visitor.client.get_cookie("s", domain="127.0.0.1")
    assert cookie
    press(visitor.get("/profil"), "/keluar")

    visitor.client.set_cookie("s", cookie.value, domain="127.0.0.1")

    assert is_at(visitor.get("/profil")) == "/masuk"


def test_signing_in_makes_a_new_session(door: Door) -> None:
    door.enrolled("kepala")
    visitor = door.visitor()
    visitor.get("/masuk")
    before = secret_in(visitor)

    sign_in(visitor, "kepala")

    assert before is None
    first = secret_in(visitor)
    press(visitor.get("/profil"), "/keluar")
    sign_in(visitor, "kepala")
    assert secret_in(visitor) != first


def secret_in(visitor: Visitor) -> object:
    return cookie_content(visitor).get("s")


def cookie_content(visitor: Visitor) -> dict[str, object]:
    cookie = visitor.client.get_cookie("s", domain="127.0.0.1")
    assert cookie
    body = cookie.value.split(".")[0]
    content: dict[str, object] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return content


def test_the_cookie_holds_a_secret_and_a_token_and_nothing_readable(door: Door) -> None:
    visitor = door.enrolled("kepala")
    visitor.get("/profil")

    assert set(cookie_content(visitor)) == {"s", "csrf_token"}


def test_cookies_are_closed_to_scripts_and_other_sites(door: Door) -> None:
    answer = door.app.test_client().get("/masuk", base_url=ADDRESS)

    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_a_hidden_screen_asks_for_the_password_and_returns_to_the_page(door: Door) -> None:
    visitor = door.enrolled("kepala")
    page = press(visitor.get("/profil"), "/kunci")
    assert is_at(page) == "/jeda"
    assert "Kepala" not in page.text

    page = visitor.get("/profil")
    assert is_at(page) == "/lanjut"

    assert is_at(page.send({"password": PASSWORD})) == "/profil"


def test_a_hidden_screen_does_not_open_with_another_password(door: Door) -> None:
    visitor = door.enrolled("kepala")
    page = press(visitor.get("/profil"), "/kunci")

    page = visitor.get("/profil").send({"password": OTHER_PASSWORD})

    assert is_at(page) == "/lanjut"
    assert "tidak cocok" in page.text


def test_fifteen_minutes_without_input_lock_the_session(door: Door) -> None:
    visitor = door.enrolled("kepala")
    door.clock.forward(minutes=14)
    assert is_at(visitor.get("/profil")) == "/profil"

    door.clock.forward(minutes=16)

    assert is_at(visitor.get("/profil")) == "/lanjut"


def test_a_session_ends_after_eight_hours_of_use(door: Door) -> None:
    visitor = door.enrolled("kepala")
    for _ in range(48):
        door.clock.forward(minutes=10)
        page = visitor.get("/profil")
    assert is_at(page) == "/profil"

    door.clock.forward(minutes=5)

    assert is_at(visitor.get("/profil")) == "/lanjut"


def test_a_locked_session_is_forgotten_after_a_day(door: Door) -> None:
    visitor = door.enrolled("kepala")
    press(visitor.get("/profil"), "/kunci")
    door.clock.forward(hours=25)

    assert is_at(visitor.get("/profil")) == "/masuk"


def test_changing_the_password_keeps_the_key_and_ends_the_other_sessions(door: Door) -> None:
    visitor = door.enrolled("kepala")
    other = door.visitor("198.51.100.7")
    sign_in(other, "kepala")
    key = public_key(door, "kepala")

    page = visitor.get("/profil/kata-sandi").send({
        "current_password": PASSWORD, "password": OTHER_PASSWORD, "password_again": OTHER_PASSWORD,
    })

    assert is_at(page) == "/profil"
    assert public_key(door, "kepala") == key
    assert is_at(other.get("/profil")) == "/lanjut"
    assert is_at(sign_in(door.visitor(), "kepala", OTHER_PASSWORD)) == "/k"


def test_the_password_is_not_changed_without_the_one_that_holds(door: Door) -> None:
    visitor = door.enrolled("kepala")

    page = visitor.get("/profil/kata-sandi").send({
        "current_password": "salah sama sekali", "password": OTHER_PASSWORD, "password_again": OTHER_PASSWORD,
    })

    assert "Kata sandi sekarang tidak cocok" in page.text


def recover(door: Door, code: list[str], name: str = "kepala") -> Page:
    return door.visitor().get("/pemulihan").send({
        "name": name, "recovery_code": "-".join(code).lower(), "password": OTHER_PASSWORD,
        "password_again": OTHER_PASSWORD,
    })


def test_the_recovery_code_opens_once_keeps_the_key_and_prints_a_new_code(door: Door) -> None:
    door.enrolled("kepala")
    key, code = public_key(door, "kepala"), door.codes["kepala"]

    page = recover(door, code)

    assert code_on(page) != code
    assert public_key(door, "kepala") == key
    again = recover(door, code)
    assert "tidak cocok" in again.text


def test_a_wrong_recovery_code_and_an_unknown_name_get_the_same_answer(door: Door) -> None:
    door.enrolled("kepala")
    wrong = ["0000"] * 8

    known, unknown = recover(door, wrong), recover(door, wrong, "tidak-ada")

    assert known.status == unknown.status == 401
    assert "tidak cocok" in known.text
    assert "tidak cocok" in unknown.text


def reset(door: Door, name: str) -> str:
    admin = door.enrolled("admin") if "admin" not in door.codes else door.visitor()
    if is_at(admin.get("/kelola/orang")) == "/masuk":
        sign_in(admin, "admin")
    with door.premises.reading() as transaction:
        found = people.find(transaction, name)
    assert found
    page = admin.get(f"/kelola/orang/{found.id}/atur-ulang")
    assert "Tanpa kode itu" in page.text
    return one_time_on(page.send({}))


def test_after_a_reset_the_recovery_code_keeps_the_key(door: Door) -> None:
    door.added("sekar")
    visitor = door.enrolled("sekar")
    key = public_key(door, "sekar")
    one_time = reset(door, "sekar")
    assert is_at(visitor.get("/profil")) == "/masuk"

    page = sign_in(door.visitor(), "sekar", one_time).send({
        "password": OTHER_PASSWORD, "password_again": OTHER_PASSWORD,
        "recovery_code": " ".join(door.codes["sekar"]),
    })

    assert is_at(page) == "/kode-pemulihan"
    assert public_key(door, "sekar") == key


def test_after_a_reset_without_the_code_new_keys_are_made_when_that_is_said(door: Door) -> None:
    door.added("sekar")
    door.enrolled("sekar")
    key = public_key(door, "sekar")
    page = sign_in(door.visitor(), "sekar", reset(door, "sekar"))
    page = page.send({"password": OTHER_PASSWORD, "password_again": OTHER_PASSWORD})
    assert "centang bahwa Anda tidak punya kode itu" in page.text

    page = page.send({"password": OTHER_PASSWORD, "password_again": OTHER_PASSWORD, "give_up": "ya"})

    assert is_at(page) == "/kode-pemulihan"
    assert public_key(door, "sekar") != key


def test_a_deactivated_person_is_turned_away_like_an_unknown_one(door: Door) -> None:
    admin = door.enrolled("admin")
    door.added("sekar", admin=admin)
    visitor = door.enrolled("sekar")
    with door.premises.reading() as transaction:
        found = people.find(transaction, "sekar")
    assert found

    admin.get(f"/kelola/orang/{found.id}/nonaktif").send({})

    assert is_at(visitor.get("/profil")) == "/masuk"
    assert "tidak cocok" in sign_in(door.visitor(), "sekar").text


def test_the_only_member_of_a_group_is_neither_reset_nor_deactivated(door: Door) -> None:
    door.enrolled("kepala")
    admin = door.enrolled("admin")
    with door.premises.reading() as transaction:
        found = people.find(transaction, "kepala")
    assert found

    answers = [admin.get(f"/kelola/orang/{found.id}/{what}").send({}) for what in ("atur-ulang", "nonaktif")]

    assert all("satu-satunya pemegang kunci" in page.text for page in answers)


def test_other_roles_end_the_sessions(door: Door) -> None:
    admin = door.enrolled("admin")
    door.added("sekar", admin=admin)
    visitor = door.enrolled("sekar")
    with door.premises.reading() as transaction:
        found = people.find(transaction, "sekar")
    assert found

    admin.get(f"/kelola/orang/{found.id}").send({"roles": ["supervisor", "bureau_officer"]})

    assert is_at(visitor.get("/profil")) == "/lanjut"


@pytest.mark.parametrize("roles", [["administrator", "supervisor"], ["auditor", "bureau_head"]])
def test_roles_that_clash_are_refused_and_what_was_typed_stays(door: Door, roles: list[str]) -> None:
    admin = door.enrolled("admin")

    page = admin.get("/kelola/orang/baru").send({**person("sekar"), "roles": roles})

    assert "tidak dapat dirangkap" in page.text
    assert 'value="Sekar Contoh"' in page.html


def test_a_name_that_is_taken_is_refused(door: Door) -> None:
    admin = door.enrolled("admin")

    page = admin.get("/kelola/orang/baru").send(person("KEPALA"))

    assert "sudah dipakai" in page.text


def test_a_unit_cannot_stand_below_itself(door: Door) -> None:
    admin = door.enrolled("admin")
    for name in ("Atas", "Bawah"):
        admin.get("/kelola/unit/baru").send({"name": name, "zone": "WIB", "parent": "", "supervisor": ""})
    links = admin.get("/kelola/unit").reader.links
    above, below = (link for link in links if link.startswith("/kelola/unit/") and "baru" not in link)
    admin.get(below).send({"parent": above.rpartition("/")[2]})

    page = admin.get(above).send({"parent": below.rpartition("/")[2]})

    assert "di bawah dirinya sendiri" in page.text


def test_two_administrators_at_once_the_second_is_told(door: Door) -> None:
    admin = door.enrolled("admin")
    with door.premises.reading() as transaction:
        found = people.find(transaction, "kepala")
    assert found
    first, second = (admin.get(f"/kelola/orang/{found.id}") for _ in range(2))
    first.send({"position": "Kepala Biro"})

    page = second.send({"position": "Kepala Bagian"})

    assert page.status == 409
    assert 'value="Kepala Bagian"' in page.html


def test_every_page_of_the_administrator_says_that_there_is_no_backup(door: Door) -> None:
    admin = door.enrolled("admin")

    for path in ("/kelola/orang", "/kelola/unit", "/kelola/kop", "/profil", "/bantuan"):
        assert "Belum ada cadangan" in admin.get(path).text


def test_a_one_time_password_is_shown_once(door: Door) -> None:
    admin = door.enrolled("admin")
    page = admin.get("/kelola/orang/baru")
    shown = page.send(person("sekar"))
    assert one_time_on(shown)

    again = page.send(person("sekar"))

    assert "Kata sandi sekali pakai" not in again.heading
    assert "tidak ada yang dikerjakan dua kali" in again.text.casefold()


def test_a_group_shows_who_holds_its_key_and_warns_of_one_member(door: Door) -> None:
    page = door.enrolled("auditor").get("/kelompok")

    assert "Auditor Contoh" in page.text
    assert "Hanya satu orang" in page.text


@pytest.mark.parametrize(
    "wanted", ["//jahat.example", "/\\jahat.example", "https://jahat.example", "/%2Fjahat", "\t//x"],
)
def test_nobody_is_led_to_another_host_after_signing_in(door: Door, wanted: str) -> None:
    door.enrolled("kepala")
    visitor = door.visitor()
    page = visitor.get("/masuk")
    form = page.form("name")
    sent = {**dict(form.fields), "name": "kepala", "password": PASSWORD}

    answer = visitor.client.post("/masuk", query_string={"ke": wanted}, data=sent, base_url=ADDRESS)

    assert answer.status_code == 302
    assert answer.headers["Location"] in {"/", "/%2Fjahat"}


def test_a_forged_host_is_refused(door: Door) -> None:
    answer = door.app.test_client().get("/masuk", base_url="http://jahat.example")

    assert answer.status_code == 400
    assert b"jahat" not in answer.data


def test_a_body_over_the_bound_gives_a_clear_page(door: Door) -> None:
    visitor = door.visitor()
    answer = visitor.client.post("/masuk", data={"name": "a" * 3_000_000}, base_url=ADDRESS)

    assert answer.status_code == 413
    assert "2 MB" in answer.get_data(as_text=True)


@pytest.mark.parametrize("name", [b"\xff\xfe", b"%ED%A0%80", b"%00", "\u202eabc".encode(), b"a" * 500])
def test_bad_bytes_in_a_form_give_a_page_and_no_fault(door: Door, name: bytes) -> None:
    visitor = door.visitor()
    token = dict(visitor.get("/masuk").form("name").fields)["csrf_token"].encode()

    answer = visitor.client.post(
        "/masuk", data=b"csrf_token=" + token + b"&password=x&name=" + name, base_url=ADDRESS,
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code in {200, 400, 401}


def test_a_form_without_token_shows_what_was_typed(door: Door) -> None:
    visitor = door.enrolled("admin")
    long = "Tulisan panjang yang tidak boleh hilang."

    page = visitor.post("/kelola/unit/baru", {"name": long})

    assert page.status == 400
    assert long in page.text


def test_passwords_never_come_back_into_a_page(door: Door) -> None:
    visitor = door.enrolled("kepala")

    page = visitor.post("/profil/kata-sandi", {"password": "rahasia-yang-panjang-sekali", "current_password": "x" * 40})

    assert "rahasia-yang-panjang-sekali" not in page.html


def test_an_unexpected_fault_tells_a_number_and_logs_no_content(capsys: pytest.CaptureFixture[str], door: Door) -> None:
    visitor = door.enrolled("kepala")
    canary = "KANARI-9137"

    @needs(Permission.SELF_MANAGE)
    def fails() -> str:
        raise RuntimeError(canary)

    door.app.view_functions["accounts.help_page"] = fails

    page = visitor.get("/bantuan")

    logged = capsys.readouterr().err
    assert page.status == 500
    assert canary not in page.html
    assert "RuntimeError" in logged
    assert canary not in logged


def test_time_is_shown_in_the_unit_s_zone(door: Door) -> None:
    visitor = door.enrolled("kepala")
    moment = door.clock.moment + timedelta(hours=7)

    assert f"pukul {moment:%H.%M} WIB" in visitor.get("/profil").text
