"""The diagram in the docs is drawn from the program's own table."""

from pathlib import Path

from mediation.cases.diagram import page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "workflow.md"


def test_the_page_of_the_workflow_is_what_the_table_says() -> None:
    written = PAGE.read_text(encoding="utf-8")

    assert written == page(), "Remedy: .venv/bin/mediation workflow diagram > docs/workflow.md"
