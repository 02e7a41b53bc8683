"""What the README says about settings is what the code does."""

from pathlib import Path

from mediation.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
BEGIN = "<!-- settings: a test compares this table with mediation/settings.py -->\n"
END = "<!-- end of settings -->"


def test_the_settings_table_in_the_readme_is_that_of_the_code() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    table = readme.partition(BEGIN)[2].partition(END)[0]

    assert table == expected(), f"Remedy: put this table between the two comments in README.md:\n\n{expected()}"


def expected() -> str:
    rows = [
        f"| `{known.name}` | `{known.variable}` | {default_of(known.default)} | {known.meaning} |" for known in SETTINGS
    ]
    head = ["| in `settings.toml` | variable | when absent | what it is |", "|---|---|---|---|"]
    return "\n".join(["", *head, *rows, "", ""])


def default_of(default: str | None) -> str:
    if default is None:
        return "must be given"
    return f"`{default}`" if default else "empty"
