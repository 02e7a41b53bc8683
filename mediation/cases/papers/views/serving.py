"""A paper itself: a copy, verified as a whole before its first byte leaves, under a neutral name, in a sandbox."""

from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from mediation.audit import Purpose
from mediation.cases.model import Standing
from mediation.cases.papers import services
from mediation.cases.papers.services import Opened
from mediation.cases.papers.views.room import blueprint
from mediation.errors import NotFound
from mediation.permissions import Permission
from mediation.web.guards import needs, writing
from mediation.web.headers import sandbox


@blueprint.get("/b/<uuid:case>/8/<uuid:row>")
@needs(Permission.CASE_WORK)
def look(case: UUID, row: UUID) -> ResponseReturnValue:
    """Show a paper to the case's supervisor or its second reader."""
    try:
        return _handed(_open(case, row, Standing.HOLDER, Purpose.READ))
    except NotFound:
        return _handed(_open(case, row, Standing.REVIEWER, Purpose.SECOND))


@blueprint.get("/k/<uuid:case>/8/<uuid:row>")
@needs(Permission.BUREAU_WORK)
def bureau_look(case: UUID, row: UUID) -> ResponseReturnValue:
    """Show a paper at the bureau; `?untuk=` names the purpose as it stands in the trail."""
    named = request.args.get("untuk", "")
    purpose = Purpose(named) if named in set(Purpose) else Purpose.REVIEW
    return _handed(_open(case, row, Standing.BUREAU, purpose))


def _open(case: UUID, row: UUID, standing: Standing, purpose: Purpose) -> Opened:
    with writing() as transaction:
        return services.open_paper(transaction, case, row, standing=standing, purpose=purpose)


def _handed(opened: Opened) -> ResponseReturnValue:
    paper = opened.paper
    answer = Response(opened.body, mimetype=opened.media_type)
    inline = paper.record.kind.inline and "unduh" not in request.args
    answer.headers["Content-Disposition"] = f"{'inline' if inline else 'attachment'}; filename={paper.neutral_name}"
    return sandbox(answer)
