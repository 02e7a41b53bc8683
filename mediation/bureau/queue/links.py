"""Where each step of a file is done: the line opens the very page. Pure: names of pages, no addresses."""

from mediation.cases.moves import Act

STEP_PAGES = {
    Act.CHECK: "check.lines",
    Act.RETURN: "check.give_back",
    Act.ISSUE_RETURN: "issue_bureau.return_letter",
    Act.WRITE_MEMO: "review.home",
    Act.ISSUE_MEMO: "issue_bureau.memo",
    Act.HEAR_WITHDRAWAL: "review.home",
    Act.PREPARE: "decide.home",
    Act.ISSUE_RECOMMENDATION: "issue_bureau.recommendation",
    Act.ISSUE_DECISION: "issue_bureau.decision",
    Act.CONFIRM: "decide.home",
    Act.HAND_OVER: "after.home",
    Act.RECORD_COURT: "after.home",
    Act.RECORD_DIVORCE: "after.home",
    Act.RULE: "after.home",
    Act.REOPEN: "after.home",
}
