"""The registry of sealed columns and the tables say the same; numbers are unique; quiet columns are never NULL."""

import pytest

import mediation.cases.tables  # noqa: F401 - fills the metadata
from mediation.database.metadata import metadata
from mediation.vault.columns import QUIET_MINIMUM, REGISTRY, CaseTable, Sealed

_OUTSIDE_THE_SEAL = {"id", "case_id", "seal"}
_CASES = {table.name for table in REGISTRY}


@pytest.mark.parametrize("table", REGISTRY, ids=lambda table: table.name)
def test_every_column_of_a_case_table_stands_in_the_registry(table: CaseTable) -> None:
    stored = {column.name for column in metadata.tables[table.name].c} - _OUTSIDE_THE_SEAL

    assert stored == {column.name for column in table.columns}, "add it to mediation/vault/columns.py, at the end"


def test_every_table_that_refers_to_a_case_is_registered_or_a_key() -> None:
    referring = {
        table.name for table in metadata.tables.values()
        if any(fk.column.table.name == "case_file" for fk in table.foreign_keys)
    }

    # What an auditor asked to read is told in the trail; a look changes nothing of the case, its seal neither.
    assert referring - {"case_key", "case_grant", "sample_look"} <= _CASES, "rows of a case belong under its seal"


@pytest.mark.parametrize("table", REGISTRY, ids=lambda table: table.name)
def test_a_column_number_is_used_once(table: CaseTable) -> None:
    numbers = [column.number for column in table.columns]

    assert len(numbers) == len(set(numbers))


def test_a_table_number_is_used_once() -> None:
    assert len({table.number for table in REGISTRY}) == len(REGISTRY)


@pytest.mark.parametrize("table", REGISTRY, ids=lambda table: table.name)
def test_what_could_tell_by_absence_is_never_null_and_padded(table: CaseTable) -> None:
    for column in table.columns:
        if isinstance(column, Sealed) and column.minimum:
            assert column.minimum >= QUIET_MINIMUM
            # One added later is NULL until the case's next save, which fills it.
            assert metadata.tables[table.name].c[column.name].nullable == (column.since > table.since)
