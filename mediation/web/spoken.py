"""The language of the screen, looked up once for a page and not once for each of its sentences."""

from typing import Any

from flask import Flask, g
from flask_babel import Babel, Domain

LANGUAGE = "id"


class PageDomain(Domain):  # type: ignore[misc]  # the library has no types
    """The translations of a page; the library looks for locale and catalogue again at every sentence."""

    def get_translations(self) -> Any:  # noqa: ANN401 - the library's own kind, which has no types
        """Return the translations of this page, or the library's own outside one."""
        if not g:
            return super().get_translations()
        found = g.get("spoken")
        if found is None:
            found = g.spoken = super().get_translations()
        return found


def register(app: Flask) -> None:
    """Let views and templates of `app` speak the language of the screen."""
    domain = PageDomain()
    Babel(app, default_locale=LANGUAGE, locale_selector=lambda: LANGUAGE).domain_instance = domain
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # Jinja's own, added by its extension
        gettext=lambda text: domain.get_translations().gettext(text),
        ngettext=lambda one, many, count: domain.get_translations().ngettext(one, many, count),
        newstyle=True,
    )
