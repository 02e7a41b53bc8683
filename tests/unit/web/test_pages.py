import re
from collections import Counter

import pytest
from flask import Flask

PATHS = ["/", "/berkas", "/keadaan", "/periksa", "/formulir", "/tanya", "/masuk"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_page_has_one_heading_one_main_a_language_and_no_id_twice(sampler: Flask, path: str, method: str) -> None:
    if method == "POST" and path not in {"/formulir", "/tanya", "/masuk"}:
        method = "GET"
    page = sampler.test_client().open(path, method=method).text
    twice = [name for name, count in Counter(re.findall(r'\sid="([^"]+)"', page)).items() if count > 1]

    assert (page.count("<h1"), page.count("<main"), '<html lang="id"' in page, twice) == (1, 1, True, [])


def test_errors_stand_in_the_title_in_the_summary_and_at_the_field(sampler: Flask) -> None:
    page = sampler.test_client().post("/formulir", data={"place": ""}).text

    assert "<title>Galat: Formulir - Ruang Kerja</title>" in page
    assert '<a href="#place">Isi tempat</a>' in page
    assert 'aria-describedby="place-petunjuk place-galat" aria-invalid="true"' in page


def test_a_page_without_errors_has_a_plain_title(sampler: Flask) -> None:
    page = sampler.test_client().get("/formulir").text

    assert "<title>Formulir - Ruang Kerja</title>" in page


def test_names_are_escaped_wherever_they_stand(sampler: Flask) -> None:
    client = sampler.test_client()
    page = client.get("/formulir").text + client.get("/berkas").text

    assert "<Contoh>" not in page
    assert "Nama Pemohon &lt;Contoh&gt;" in page
    assert "Alasan &lt;contoh&gt; &amp; &#34;kutip&#34;" in page


def test_a_form_carries_token_key_and_version(sampler: Flask) -> None:
    page = sampler.test_client().get("/formulir").text

    assert re.search(r'name="submit_key" value="[0-9a-f-]{36}"', page)
    assert 'name="version" value="3"' in page
    assert 'name="csrf_token"' in page


def test_hostile_text_comes_back_into_the_page_as_text(sampler: Flask) -> None:
    hostile = "</textarea><script>alert(1)</script>{{ 7*7 }}"
    page = sampler.test_client().post("/formulir", data={"text": hostile, "place": f'"{hostile}'}).text

    assert "<script>alert" not in page
    assert page.count("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}") == 2


def test_the_first_line_of_long_text_survives_the_browser_s_rule(sampler: Flask) -> None:
    page = sampler.test_client().get("/formulir").text

    assert ">\nKedua pihak hadir.</textarea>" in page


@pytest.mark.parametrize("action", ["/keluar", "/sembunyi"])
def test_leaving_and_hiding_are_posts_with_a_token(sampler: Flask, action: str) -> None:
    page = sampler.test_client().get("/").text
    form = re.search(rf'<form[^>]*method="post" action="{action}".*?</form>', page, re.DOTALL)

    assert form is not None
    assert 'name="csrf_token"' in form[0]
    assert "<button" in form[0]
