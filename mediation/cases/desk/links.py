"""Where each task is done: the line opens the very page."""

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from mediation.cases import page
from mediation.cases.agenda import Task, TaskKind
from mediation.cases.desk.lines import numbered
from mediation.cases.model import Party

_BY_ROW = {
    TaskKind.WITHDRAW: "summon.withdraw",
    TaskKind.ISSUE_SUMMONS: "issue.summons",
    TaskKind.SERVE: "summon.serve",
    TaskKind.ATTEND: "summon.attend",
    TaskKind.ISSUE_RECORD: "issue.record",
    TaskKind.SIGN: "examine.sign",
}
_BY_SIDE = {
    TaskKind.SCREEN: "screen.screen",
    TaskKind.SUMMON: "summon.plan",
    TaskKind.EXAMINE: "examine.record",
}
_BY_CASE = {
    TaskKind.TELL_DAY: "screen.letter_day",
    TaskKind.MEDIATE: "mediate.session",
    TaskKind.HOUSEHOLD: "conclude.household",
    TaskKind.COMMON_SENSE: "conclude.common_sense",
    TaskKind.COMPOSE: "conclude.compose",
    TaskKind.CONCLUDE: "conclude.check",
    TaskKind.ISSUE_REPORT: "issue.report",
    TaskKind.REVIEWER: "second.name",
    TaskKind.WEIGH: "second.weigh",
    TaskKind.MEND: "check.mend",
    TaskKind.SUBMIT: "submit.check",
}


def href(task: Task, case: UUID) -> str:
    """Return the address of the page on which `task` is done."""
    if task.kind in _BY_ROW:
        return url_for(_BY_ROW[task.kind], case=case, row=task.row)
    if task.kind in _BY_SIDE:
        return url_for(_BY_SIDE[task.kind], case=case, side=page.side(task.party or Party.APPLICANT))
    return url_for(_BY_CASE[task.kind], case=case)


def title(task: Task) -> str:
    """Return the task in words: what, for whom, which round."""
    words = [_(task.kind.label)]
    if numbered(task):
        words.append(_("ke-%(round)s", round=task.round))
    if task.party:
        words.append(_(task.party.label).lower())
    return " ".join(words)
