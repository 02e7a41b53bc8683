"""D15, the decision that grants the permit. The spouse's consent is no part of it; no sum is ever computed. Pure."""

from mediation.reports import blocks as b
from mediation.reports.bureau_facts import PermitFacts, SalaryShare
from mediation.reports.letters import decree_frame as frame
from mediation.reports.letters import parts
from mediation.reports.text import clause, paragraphs
from mediation.reports.wording import plain_date

NAME = "Keputusan Pemberian Izin"
SUBJECT = "PEMBERIAN IZIN PERCERAIAN"


def compose(facts: PermitFacts) -> b.Document:
    """Return the decision as it goes to the official for signature."""
    orders = (*_granted(facts), *_report(facts), *_salary(facts), frame.correction(), frame.in_force())
    return frame.decision(facts, b.Kind.PERMIT_DECREE, SUBJECT, NAME, orders)


def _granted(facts: PermitFacts) -> tuple[b.ClauseItem, ...]:
    employee, spouse = frame.whom(facts)
    granted = f"Memberikan izin kepada {employee}, untuk melakukan perceraian dengan {spouse}."
    use = (
        "Izin sebagaimana dimaksud dalam Diktum PERTAMA dipergunakan untuk mengajukan perceraian kepada pengadilan; "
        "izin ini bukan perceraian."
    )
    return (b.ClauseItem((granted,)), b.ClauseItem((use,)))


def _report(facts: PermitFacts) -> tuple[b.ClauseItem, ...]:
    if not facts.report_rule.strip():
        return ()
    who = parts.form_and_name(facts.matter.applicant)
    duty = (
        f"Apabila perceraian telah terjadi, {who} melaporkannya melalui saluran hierarki paling lambat 1 (satu) bulan "
        f"terhitung mulai terjadinya perceraian, sesuai dengan {clause(facts.report_rule)}."
    )
    return (b.ClauseItem((duty,)),)


def _salary(facts: PermitFacts) -> tuple[b.ClauseItem, ...]:
    return (b.ClauseItem(salary_words(facts.salary)),) if facts.salary else ()


def salary_words(salary: SalaryShare) -> tuple[str, ...]:
    """Return the rule on sharing pay, its article when it may be printed, and the statement as recorded."""
    article = f", sebagaimana dimaksud dalam {clause(salary.rule)}" if salary.rule.strip() else ""
    rule = (
        "Apabila perceraian terjadi atas kehendak pegawai negeri sipil pria, sebagian gajinya diserahkan untuk "
        f"penghidupan bekas istri dan anak-anaknya menurut ketentuan peraturan perundang-undangan{article}."
    )
    said = paragraphs(salary.statement)
    if not said:
        return (rule,)
    dated = f" tanggal {plain_date(salary.statement_on)}" if salary.statement_on else ""
    return (rule, f"Surat pernyataan yang bersangkutan{dated}: {said[0]}", *said[1:])
