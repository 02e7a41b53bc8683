"""Where each step of a file is done: the line opens the very page. Pure: names of pages, no addresses."""

from mediation.cases.moves import Act

STEP_PAGES = {
    Act.CHECK: "check.lines",
    Act.RETURN: "check.give_back",
    Act.ISSUE_RETURN: "check.give_back",
    Act.WRITE_MEMO: "review.home",
    Act.ISSUE_MEMO: "review.home",
    Act.HEAR_WITHDRAWAL: "review.home",
    Act.PREPARE: "decide.home",
    Act.ISSUE_RECOMMENDATION: "decide.home",
    Act.ISSUE_DECISION: "decide.home",
    Act.CONFIRM: "decide.home",
    Act.HAND_OVER: "after.home",
    Act.RECORD_COURT: "after.home",
    Act.RECORD_DIVORCE: "after.home",
    Act.RULE: "after.home",
    Act.REOPEN: "after.home",
}
