"""An auditor draws samples that anybody can draw again, and none of them disappears."""

import hashlib
import re
import subprocess
from pathlib import Path

import pytest

from mediation.permissions import Role
from tests.builders import member, open_case
from tests.looking import SAMPLES, Looking, links, looking

_PSEUDONYM = r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"


@pytest.fixture
def here(tmp_path: Path) -> Looking:
    return looking(tmp_path)


def pseudonyms(html: str) -> list[str]:
    return [found[3:] for found in re.findall(rf"/a/{_PSEUDONYM}", html)]


def population(here: Looking, sample: str) -> str:
    return here.auditor.get(f"{sample}/daftar").response.get_data(as_text=True)


def test_a_sample_is_what_the_stated_algorithm_draws_from_the_list(here: Looking) -> None:
    for _ in range(6):
        open_case(here.place)
    drawn = here.draw(submitted_only=[], size="3", seed="2026-UNDIAN")
    names = population(here, drawn.path).split()

    expected = sorted(names, key=lambda each: hashlib.sha256(f"2026-UNDIAN|{each}".encode()).hexdigest())[:3]
    assert len(names) == 7
    assert list(dict.fromkeys(pseudonyms(drawn.html))) == expected


def test_the_command_on_the_page_draws_the_same_outside_the_program(here: Looking, tmp_path: Path) -> None:
    for _ in range(6):
        open_case(here.place)
    drawn = here.draw(submitted_only=[], size="4")
    file = re.search(r"daftar-[0-9a-f]{8}\.txt", drawn.text)
    command = re.search(r"while read.*head -n 4", drawn.text)
    assert file
    assert command
    (tmp_path / file[0]).write_text(population(here, drawn.path))
    run = subprocess.run(["sh", "-c", command[0]], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert [line.split()[-1] for line in run.stdout.splitlines()] == list(dict.fromkeys(pseudonyms(drawn.html)))


def test_a_seed_that_was_not_given_is_made_by_chance_and_shown(here: Looking) -> None:
    first, second = here.draw(), here.draw()
    seeds = [re.search(r"Benih\s+([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})", page.text) for page in (first, second)]

    assert all(seeds)
    assert seeds[0][1] != seeds[1][1]  # type: ignore[index]  # both found


def test_who_chose_the_seed_is_told_with_the_draw_and_in_the_trail(here: Looking) -> None:
    by_chance, typed = here.draw(), here.draw(seed="2026-UNDIAN")

    assert "(dibuat acak oleh program)" in by_chance.text
    assert "2026-UNDIAN (ditentukan oleh auditor)" in typed.text
    assert "benih ditentukan oleh auditor" in here.auditor.get("/a/jejak").text


def test_every_draw_is_kept_and_counted(here: Looking) -> None:
    pages = [here.draw(), here.draw(), here.draw(size="2")]
    other = here.draw(submitted_only=[])
    listing = here.auditor.get(SAMPLES)

    assert "Ini penarikan ke-3 dari 3 dengan saringan yang sama" in here.auditor.get(pages[2].path).text
    assert "Ini penarikan" not in other.text
    assert len(set(links(listing, rf"{SAMPLES}/[0-9a-f-]{{36}}"))) == 4
    assert len(here.told("sample.drawn")) == 4


def test_a_draw_that_was_taken_out_of_the_database_is_missed(here: Looking) -> None:
    here.draw()
    here.draw()
    here.run("DELETE FROM sample_population")
    here.run("DELETE FROM sample WHERE id = (SELECT id FROM sample LIMIT 1)")

    assert "Jejak menyebut 1 penarikan Anda yang tidak ada lagi" in here.auditor.get(SAMPLES).text


@pytest.mark.parametrize("change", [
    "seed = 'LAIN'", "size = 9", "population = 1000", "filter = replace(filter, 'all', 'late')",
])
def test_a_draw_that_was_changed_in_the_database_is_not_shown(here: Looking, change: str) -> None:
    drawn = here.draw()
    here.run(f"UPDATE sample SET {change}")

    assert here.auditor.get(drawn.path).status == 500


def test_a_sample_without_any_case_is_refused_and_keeps_what_was_typed(here: Looking) -> None:
    given = {"lateness": "late", "size": "5", "seed": "ABC", "last": "2022-01"}
    page = here.auditor.get(f"{SAMPLES}/baru").confirm(given)

    assert page.status == 409
    assert "Tidak ada berkas yang cocok" in page.text
    assert ("seed", "ABC") in page.form().fields


def test_months_in_the_wrong_order_and_a_seed_with_signs_are_told_on_the_form(here: Looking) -> None:
    page = here.auditor.get(f"{SAMPLES}/baru").send({
        "lateness": "all", "size": "0", "seed": "a b!", "first": "2026-10", "last": "2026-02",
    })

    assert "Bulan terakhir lebih awal" in page.text
    assert "Benih hanya huruf" in page.text
    assert "harus angka dari 1 sampai 500" in page.text
    assert here.told("sample.drawn") == []


def test_a_draw_sent_twice_is_one_draw(here: Looking) -> None:
    check = here.auditor.get(f"{SAMPLES}/baru").send({"lateness": "all", "size": "1"})
    check.send({"step": "sure"})
    check.send({"step": "sure"})

    assert len(here.told("sample.drawn")) == 1


def test_another_auditor_sees_that_it_was_drawn_and_not_what(here: Looking) -> None:
    drawn = here.draw()
    other = here.at(member(here.place, "auditor2", Role.AUDITOR))

    assert "Auditor Contoh" in other.get(SAMPLES).text
    assert other.get(drawn.path).status == other.get(f"{drawn.path}/daftar").status == 404
    assert other.get(f"{drawn.path}/1").status == 404


def test_what_was_drawn_cannot_be_read_from_database_and_keyring(here: Looking) -> None:
    drawn = here.draw()
    name = pseudonyms(drawn.html)[0]
    stored = (here.place.folder / "office.db").read_bytes() + (here.place.folder / "office.db-wal").read_bytes()

    assert name.encode() not in stored
    assert here.case.hex not in "".join(here.told("sample.drawn"))


def test_numbers_outside_the_sample_are_absent(here: Looking) -> None:
    drawn = here.draw()

    assert [here.auditor.get(f"{drawn.path}/{number}").status for number in (0, 2, 99)] == [404, 404, 404]
