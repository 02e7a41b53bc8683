from datetime import UTC, date, datetime

import pytest
from flask import Flask, render_template_string

MOMENT = datetime(2026, 11, 20, 20, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("day|tanggal", "Jumat, 20 November 2026"),
        ("day|tanggal_pendek", "20 Nov 2026"),
        ("moment|tanggal('WIB')", "Sabtu, 21 November 2026"),
        ("moment|pukul('WIB')", "pukul 03.05 WIB"),
        ("moment|pukul('WITA')", "pukul 04.05 WITA"),
        ("moment|waktu('WIT')", "Sabtu, 21 November 2026 pukul 05.05 WIT"),
        ("'198609262015051001'|nip", "19860926 201505 1 001"),
        ("'12'|nip", "12"),
        ("1234567|jumlah", "1.234.567"),
        ("none|tanggal", "–"),
        ("none|waktu", "–"),
        ("none|nip", "–"),
        ("none|jumlah", "–"),
        ("''|paragraphs", "–"),
        (
            "'a <b>\nc\n\nd'|paragraphs",
            "<p class='govuk-body'>a &lt;b&gt;<br>c</p>\n<p class='govuk-body'>d</p>",
        ),
    ],
)
def test_values_are_shown_as_an_indonesian_office_writes_them(site: Flask, written: str, shown: str) -> None:
    with site.test_request_context("/"):
        page = render_template_string("{{ " + written + " }}", day=date(2026, 11, 20), moment=MOMENT)

    assert page == shown


def test_an_asset_s_address_changes_with_its_content(site: Flask) -> None:
    with site.test_request_context("/"):
        page = render_template_string("{{ 'app.css'|asset }}")

    address, version = page.split("?v=")
    assert (address, len(version)) == ("/static/app.css", 10)
