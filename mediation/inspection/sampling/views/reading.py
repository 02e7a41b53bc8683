"""A look as its auditor has it: how it stands, the file while it runs, its documents and papers, its end."""

from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Response, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.bureau.queue import dossier as bureau_dossier
from mediation.cases import dossier, page
from mediation.cases.store.looks import State
from mediation.clock import from_micros
from mediation.inspection.sampling.forms import EndForm
from mediation.inspection.sampling.model import Aim
from mediation.inspection.sampling.services import asking
from mediation.inspection.sampling.views.room import blueprint
from mediation.permissions import Permission
from mediation.web.guards import needs, reading, writing, zone
from mediation.web.headers import sandbox

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/a/contoh/lihat/<uuid:look>")
@needs(Permission.AUDIT_WORK)
def look(look: UUID) -> ResponseReturnValue:
    """Show how a look stands: who answered, until when, why it was refused."""
    with reading() as transaction:
        shown = asking.one(transaction, look)
        enough = asking.enough_members(transaction)
    return render_template("sampling/look.html", shown=shown, enough=enough, **_words(shown))


@blueprint.get("/a/contoh/lihat/<uuid:look>/baca")
@needs(Permission.AUDIT_WORK)
def read(look: UUID) -> ResponseReturnValue:
    """Show the whole file while the look runs: each opening is an audit entry."""
    with reading() as transaction:
        shown = asking.one(transaction, look)
    if shown.state is not State.GRANTED:
        return redirect(url_for("sampling.look", look=look))
    with writing() as transaction:
        file = asking.read(transaction, look)
    if not file.intact:
        return render_template("sampling/damaged.html", shown=shown)
    links = {
        "document": lambda row: url_for("sampling.document", look=look, row=row),
        "paper": lambda row: url_for("sampling.paper", look=look, row=row),
    }
    return render_template(
        "sampling/read.html", shown=shown, file=file, number=file.request.number, links=links,
        sections=dossier.sections(file, bureau_dossier.sections(file)), **_words(shown),
    )


@blueprint.get("/a/contoh/lihat/<uuid:look>/d/<uuid:row>")
@needs(Permission.AUDIT_WORK)
def document(look: UUID, row: UUID) -> ResponseReturnValue:
    """Hand out an issued document of the file, byte for byte, under a neutral name."""
    with writing() as transaction:
        _found, body = asking.open_document(transaction, look, row)
    return send_file(
        BytesIO(body), mimetype=_DOCX, as_attachment=True, download_name=f"dokumen-{row.hex[:8]}.docx", max_age=0,
    )


@blueprint.get("/a/contoh/lihat/<uuid:look>/l/<uuid:row>")
@needs(Permission.AUDIT_WORK)
def paper(look: UUID, row: UUID) -> ResponseReturnValue:
    """Show a paper of the file: a copy, in a sandbox."""
    with writing() as transaction:
        opened = asking.open_paper(transaction, look, row)
    answer = Response(opened.body, mimetype=opened.media_type)
    inline = opened.paper.record.kind.inline and "unduh" not in request.args
    name = opened.paper.neutral_name
    answer.headers["Content-Disposition"] = f"{'inline' if inline else 'attachment'}; filename={name}"
    return sandbox(answer)


@blueprint.route("/a/contoh/lihat/<uuid:look>/akhiri", methods=["GET", "POST"])
@needs(Permission.AUDIT_WORK)
def end(look: UUID) -> ResponseReturnValue:
    """End a look before its time, or take the question back."""
    form = EndForm()
    if page.perform(form, lambda transaction: asking.end(transaction, look)):
        page.saved(_("Diakhiri. Berkas itu tertutup bagi Anda."))
        return redirect(url_for("sampling.look", look=look))
    with reading() as transaction:
        shown = asking.one(transaction, look)
    return render_template("sampling/end.html", form=form, shown=shown), g.get("answer_status", 200)


def _words(shown: asking.Shown) -> dict[str, Any]:
    found = shown.look
    return {
        "aim": _(Aim(found.purpose).label), "asked": from_micros(found.asked),
        "last": from_micros(found.until - 1), "approved": from_micros(found.approved) if found.approved else None,
        "granted": from_micros(found.granted) if found.granted else None,
        "refused": from_micros(found.refused) if found.refused else None,
        "ended": from_micros(found.ended) if found.ended else None, "zone": zone(), "states": State,
    }
