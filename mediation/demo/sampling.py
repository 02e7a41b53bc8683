"""What the auditor of the demonstration samples: a draw, a look that two granted and that runs, one that waits."""

from datetime import time, timedelta
from uuid import UUID

from mediation.demo.days import working_day
from mediation.demo.moment import Moment
from mediation.demo.staff import Colleague, DemoFailed, Staff, done
from mediation.inspection.sampling.model import USUAL_LOOK, Aim
from mediation.inspection.sampling.services import answering, asking, drawing
from mediation.inspection.summaries.model import Filter

_SIZE = 4
_ASKED = (
    (Aim.TIME, "Membandingkan tanggal panggilan dan penyerahan dengan berita acaranya; ringkasan memuat selisih saja."),
    (Aim.COMPLETENESS, "Memeriksa apakah setiap butir kelengkapan didukung dokumen."),
)


def sample_once(staff: Staff, moment: Moment) -> None:
    """Draw a sample of files that were handed in; one look is granted and runs, the next one waits for the bureau."""
    day = working_day(moment.today, -1)
    moment.set(day, time(9, 10))
    with staff.premises.writing(staff.auditor.person.actor, staff.auditor.identity) as transaction:
        sample = done(drawing.draw(transaction, wanted=Filter(submitted_only=True), size=_SIZE)).id
    last = moment.today + timedelta(days=USUAL_LOOK)
    granted, waiting = _askable(staff, sample)[:2]
    for number, (aim, note) in zip((granted, waiting), _ASKED, strict=True):
        with staff.premises.writing(staff.auditor.person.actor, staff.auditor.identity) as transaction:
            look = done(asking.ask(transaction, sample, number, aim=aim, note=note, last=last))
        if number == granted:
            moment.set(day, time(10, 40))
            _approve(staff, staff.officer, look)
            moment.set(day, time(13, 5))
            _approve(staff, staff.head, look)


def _askable(staff: Staff, sample: UUID) -> list[int]:
    """Return the numbers of the sampled cases that lie, or lay, at the bureau."""
    with staff.premises.reading(staff.auditor.person.actor, staff.auditor.identity) as transaction:
        found = [each.number for each in drawing.read(transaction, sample)[2] if each.handed_in]
    if len(found) < len(_ASKED):
        raise DemoFailed("sample")
    return found


def _approve(staff: Staff, who: Colleague, look: UUID) -> None:
    with staff.premises.writing(who.person.actor, who.identity) as transaction:
        done(answering.approve(transaction, look))


