"""The consent page of the practice Akiles: static HTML, everything from outside escaped."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from string import Template

_PAGE = Template(
    """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>$title</title><style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center;
       background: light-dark(#eef1f5, #16191d); color: light-dark(#1c2430, #e8ebef); }
main { width: min(26rem, calc(100vw - 4rem)); padding: 2rem; border-radius: 14px;
       background: light-dark(#fff, #22262c); box-shadow: 0 6px 28px rgba(0, 0, 0, .14); }
h1 { font-size: 1.3rem; margin: 0 0 .75rem; }
p { margin: .5rem 0 1rem; }
fieldset { border: 0; padding: 0; margin: 1rem 0 1.5rem; }
legend { font-weight: 600; margin-bottom: .5rem; }
label { display: block; padding: .6rem .8rem; margin: .4rem 0; border-radius: 8px; cursor: pointer;
        border: 1px solid light-dark(#cdd4dd, #464d57); }
small { display: block; color: light-dark(#56606e, #a4adb9); margin-left: 1.6rem; }
button { font: inherit; font-weight: 600; padding: .6rem 1.4rem; border-radius: 8px; cursor: pointer;
         border: 1px solid light-dark(#8b95a3, #6b7480); background: transparent; color: inherit; }
button.allow { background: #1f5fd0; border-color: #1f5fd0; color: #fff; margin-right: .5rem; }
button:focus-visible, input:focus-visible { outline: 3px solid #7fb0ff; outline-offset: 2px; }
</style></head><body><main>$body</main></body></html>
"""
)
_FORM = Template(
    """<h1>Akiles Console asks for access</h1>
<p>This is the practice Akiles inside the program. No real door is connected to it.</p>
<p>If you allow it, Akiles Console may read and change members, groups and credentials of:</p>
<form method="post" action="/oauth2/auth">$hidden
<fieldset><legend>Organization</legend>$choices</fieldset>
<button class="allow" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form>"""
)


def consent(asked: Mapping[str, str], organizations: Mapping[str, tuple[str, str]]) -> str:
    """The page with the request in hidden fields; `organizations`: id -> (name, a few words about it)."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in asked.items()
    )
    choices = "".join(
        f'<label><input type="radio" name="organization" value="{escape(key)}"{"" if place else " checked"}> '
        f"{escape(name)}<small>{escape(words)}</small></label>"
        for place, (key, (name, words)) in enumerate(organizations.items())
    )
    body = _FORM.substitute(hidden=hidden, choices=choices)
    return _PAGE.substitute(title="Allow access - practice Akiles", body=body)


def refused(sentence: str) -> str:
    """The page for a request that cannot be sent back to the application."""
    body = (
        f"<h1>This sign-in cannot go on</h1><p>{escape(sentence)}</p>"
        "<p>Nothing was allowed. Close this page and start again in Akiles Console.</p>"
    )
    return _PAGE.substitute(title="Sign-in refused - practice Akiles", body=body)
