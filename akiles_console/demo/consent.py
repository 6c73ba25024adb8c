"""The consent page of the practice Akiles: static HTML, everything from outside escaped."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from string import Template

_PAGE = Template(
    """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>$title</title><style>
:root { color-scheme: light dark; accent-color: light-dark(#3550c4, #a3b4ff); }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center;
       background: light-dark(#f5f5f3, #17181a); color: light-dark(#1f2023, #ececee); }
main { width: min(30rem, calc(100vw - 2rem)); margin: 1rem 0; border-radius: 14px; overflow: hidden;
       background: light-dark(#fff, #1d1e21); box-shadow: 0 6px 28px rgba(0, 0, 0, .14); }
.band { margin: 0; padding: .5rem 2rem; font-size: .9rem; font-weight: 600; color: light-dark(#4a3800, #ffe6a3);
        background: repeating-linear-gradient(135deg, light-dark(#ffe9a8, #4d3f14) 0 14px,
                                              light-dark(#fff1c7, #43380f) 14px 28px); }
.in { padding: 1.75rem 2rem 2rem; }
h1 { font-size: 1.3rem; margin: 0 0 .75rem; }
p { margin: .5rem 0 1rem; }
p:last-child { margin-bottom: 0; }
fieldset { border: 0; padding: 0; margin: 1rem 0 1.5rem; min-width: 0; }
legend { font-weight: 600; padding: 0; margin-bottom: .5rem; }
label { display: grid; grid-template-columns: auto 1fr; column-gap: .7rem; align-items: center; padding: .6rem .9rem;
        margin: .4rem 0; border-radius: 8px; cursor: pointer; border: 1px solid light-dark(#8b8b88, #82868e); }
label:hover { background: light-dark(#ececea, #2a2c30); }
label:has(:checked) { border-color: light-dark(#3550c4, #a3b4ff); background: light-dark(#e3e8fb, #2c3557); }
input { margin: 0; }
small { grid-column: 2; color: light-dark(#5c5f66, #a7abb3); }
.note { font-size: .9rem; color: light-dark(#5c5f66, #a7abb3); }
.decide { display: flex; gap: .75rem; margin-bottom: 1.25rem; }
button { font: inherit; font-weight: 600; padding: .6rem 1.4rem; border-radius: 8px; cursor: pointer;
         border: 1px solid light-dark(#8b8b88, #82868e); background: transparent; color: inherit; }
button:hover { background: light-dark(#ececea, #2a2c30); }
button.allow { background: #3a55c9; border-color: #3a55c9; color: #fff; }
button.allow:hover { background: #2f47ad; }
:focus-visible { outline: 3px solid light-dark(#3550c4, #a3b4ff); outline-offset: 2px; }
</style></head><body><main>
<p class="band">Practice: nothing here is real</p>
<div class="in">$body</div>
</main></body></html>
"""
)
_FORM = Template(
    """<h1>Akiles Console asks for access</h1>
<p>If you allow it, the program on this computer may $may the people, groups and credentials
of one organization$long.</p>
<form method="post" action="/oauth2/auth">$hidden
<fieldset><legend>Which organization?</legend>$choices</fieldset>
<div class="decide"><button class="allow" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button></div>
</form>
<p class="note">No real door is connected. Whatever you press, you go back to Akiles Console.</p>"""
)


def consent(asked: Mapping[str, str], organizations: Mapping[str, tuple[str, int]]) -> str:
    """The page with the request in hidden fields; `organizations`: id -> (name, number of members)."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in asked.items()
    )
    choices = "".join(
        f'<label><input type="radio" name="organization" value="{escape(key)}"{"" if place else " checked"}> '
        f"<span>{escape(name)}</span><small>{_counted(members)}</small></label>"
        for place, (key, (name, members)) in enumerate(organizations.items())
    )
    scopes = asked.get("scope", "").split()
    body = _FORM.substitute(
        hidden=hidden,
        choices=choices,
        may="read and change" if "full_read_write" in scopes else "read",
        long=", until it is disconnected" if "offline" in scopes else ", for one hour",
    )
    return _PAGE.substitute(title="Allow access - practice Akiles", body=body)


def _counted(members: int) -> str:
    return {0: "nobody in it yet", 1: "1 person"}.get(members, f"{members:,} people")


def refused(sentence: str) -> str:
    """The page for a request that cannot be sent back to the application."""
    body = (
        f"<h1>This sign-in cannot go on</h1><p>{escape(sentence)}</p>"
        "<p>Nothing was allowed. Close this page and start again in Akiles Console.</p>"
    )
    return _PAGE.substitute(title="Sign-in refused - practice Akiles", body=body)
