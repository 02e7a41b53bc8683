"""Where each step of a file is done: the line opens the very page. Pure: names of pages, no addresses."""

from mediation.cases.moves import Act

STEP_PAGES = {
    Act.CHECK: "check.lines",
    Act.RETURN: "check.give_back",
    Act.ISSUE_RETURN: "issue_bureau.return_letter",
    Act.WRITE_MEMO: "review.home",
    Act.ISSUE_MEMO: "issue_bureau.memo",
    Act.HEAR_WITHDRAWAL: "review.withdrawal_hearing",
    Act.PREPARE: "decide.home",
    Act.ISSUE_RECOMMENDATION: "issue_bureau.recommendation",
    Act.ISSUE_DECISION: "issue_bureau.decision",
    Act.CONFIRM: "decide.confirm",
    Act.HAND_OVER: "after.hand_over",
    Act.RECORD_COURT: "after.court",
    Act.RECORD_DIVORCE: "after.divorce",
    Act.RULE: "after.rule",
    Act.REOPEN: "after.reopen",
}
