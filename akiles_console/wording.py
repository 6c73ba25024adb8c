"""gettext: every text that a person reads goes through `_` or `plural`."""

from __future__ import annotations

import gettext

from akiles_console import paths

_catalogue: gettext.NullTranslations = gettext.translation(
    "akiles_console", localedir=paths.resource("locale"), fallback=True
)


def _(text: str) -> str:
    """The text in the person's language; the English one where there is no translation."""
    return _catalogue.gettext(text) if text else ""


def plural(one: str, many: str, count: int) -> str:
    """`one` or `many` by the rules of the language, with `{count}` filled in."""
    return _catalogue.ngettext(one, many, count).format(count=count)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Marks a text for translation without translating it yet."""
    return text
