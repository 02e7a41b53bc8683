"""Years of made-up summaries for tests of the figures: one that looks like a real office's, and any other."""

import random
from datetime import date, timedelta
from typing import Any

from mediation.bureau.figures.figures import Case
from mediation.law.deadlines import add_months

_GROUNDS = {
    "G6_CEKCOK": 46, "G3_TINGGAL_2TH": 9, "G1_ZINA": 8, "G2_MABUK_PADAT_JUDI": 6, "G5_ANIAYA": 5, "G4_PENJARA_5TH": 1,
}
_CAUSES = {
    "C01": 24, "C02": 20, "C05": 8, "C03": 7, "C06": 7, "C10": 6, "C04": 5, "C08": 4, "C07": 4, "C11": 4, "C09": 2,
    "C12": 1, "C99": 3,
}
_BRANCHES = {
    "Dinas Pendidikan": 56, "Dinas Kesehatan": 22, "Sekretariat Daerah": 7, "Kecamatan Utara": 5, "Kecamatan Timur": 4,
    "Dinas Sosial": 4, "Badan Pendapatan": 3, "Dinas Perhubungan": 3, "Satuan Polisi": 3, "Inspektorat": 1,
    "Kecamatan Selatan": 2, "Dinas Pertanian": 2,
}
_OUTCOMES = {"permit": 66, "certificate": 12, "refusal": 3, "reconciled": 8, "withdrawn": 7, "lapsed": 1, None: 6}


def year_of(size: int, *, year: int = 2025, seed: int = 1, unsubmitted: float = 0.05) -> list[Case]:
    """Return `size` cases received in `year`, spread as the regions report them."""
    luck = random.Random(seed)
    return [case_of(luck, year, handed_in=luck.random() >= unsubmitted) for _ in range(size)]


def case_of(luck: random.Random, year: int, *, handed_in: bool = True) -> Case:
    """Return one case."""
    received = date(year, 1, 1) + timedelta(days=luck.randrange(365))
    outcome = _pick(luck, _OUTCOMES) if handed_in else None
    submitted = received + timedelta(days=luck.randrange(40, 110)) if handed_in else None
    decided = submitted + timedelta(days=luck.randrange(20, 100)) if submitted and outcome else None
    result = _result(luck, outcome) if handed_in else None
    return Case(f"unit:{_pick(luck, _BRANCHES)}", _course(received, submitted, decided), result)


def _course(received: date, submitted: date | None, decided: date | None) -> dict[str, Any]:
    stages = ("received", "summoning", "examining", "mediating", "concluding")
    step = ((submitted - received).days if submitted else 30) // len(stages)
    history = [
        {"stage": stage, "on": _iso(received + timedelta(days=step * number))} for number, stage in enumerate(stages)
    ]
    if submitted:
        history += [{"stage": "submitted", "on": _iso(submitted)}]
        history += [{"stage": "in review", "on": _iso(submitted + timedelta(days=5))}]
    if decided:
        history += [{"stage": "closed", "on": _iso(decided)}]
    return {
        "number": "0001/2025", "track": "permit", "stage": history[-1]["stage"], "received_on": _iso(received),
        "due_on": _iso(add_months(received, 3)), "met_on": _iso(submitted), "submitted_on": _iso(submitted),
        "decision_due_on": _iso(add_months(submitted, 3)) if submitted else None, "decided_on": _iso(decided),
        "returns": 0, "summonses": 3, "records": 2, "sessions": 2, "evidence": 1, "papers": 4, "documents": 5,
        "history": history,
    }


def _result(luck: random.Random, outcome: str | None) -> dict[str, Any]:
    apart = luck.random() < 0.18
    mode = "apart" if apart else "together"
    held = 0 if luck.random() < 0.15 else luck.randrange(1, 4)
    standing = {"permit": "suing", "certificate": "sued"}.get(outcome or "", "sued" if luck.random() < 0.1 else "suing")
    return {
        "sex": "female" if luck.random() < 0.72 else "male",
        "employment": "pppk" if luck.random() < 0.33 else "pns",
        "grounds": _several(luck, _GROUNDS, 0.25), "causes": _several(luck, _CAUSES, 0.35),
        "standing": standing, "screened": True, "household": "not_worth_preserving", "common_sense": "accords",
        "sessions": [{"mode": mode, "present": ["applicant"], "outcome": "continue"} for _ in range(held)],
        "attendance": [
            {"party": party, "round": number, "attendance": "absent" if luck.random() < 0.2 else "came"}
            for party in ("applicant", "spouse") for number in (1, 2)
        ],
        "outcome": outcome,
    }


def _several(luck: random.Random, weights: dict[str, int], more: float) -> list[str]:
    first = _pick(luck, weights)
    return [first] if luck.random() >= more else sorted({first, _pick(luck, weights)})


def _pick(luck: random.Random, weights: dict[Any, int]) -> Any:
    return luck.choices(list(weights), list(weights.values()))[0]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
