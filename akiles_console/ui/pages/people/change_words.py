"""What an edit does, what somebody else did and what was read back, in a person's words; decided without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from akiles_console.access.building import Building
from akiles_console.access.doors import Opening
from akiles_console.api.models import Card, Member
from akiles_console.browse.difference import ALWAYS, Change, Dates
from akiles_console.browse.effect import Effect
from akiles_console.browse.send import Done
from akiles_console.sync.ownership import owner
from akiles_console.ui import words
from akiles_console.ui.pages.people.rows import OWN
from akiles_console.wording import N_, _, plural

Line = tuple[str, str]
"""A text and its role as in `style.qss`."""

_STATES = {
    "verified": N_("Verified"), "not_verified": N_("Not verified"), "unknown": N_("Unknown"),
    "not_sent": N_("Not sent"),
}  # fmt: skip
_ROLES = {"verified": "gain", "not_verified": "warn", "unknown": "warn", "not_sent": "muted"}
_FEW = 6
"""Doors that are named in a sentence."""


@dataclass(frozen=True)
class Around:
    """What words need: the doors and groups, cards by id, the moment, and the zone of the dates."""

    building: Building
    now: datetime
    zone: str
    cards: Mapping[str, Card] = field(default_factory=dict)

    def group(self, id: str | None) -> str:
        """A group by name, one that is gone by its id."""
        found = self.building.groups.get(id or "")
        return found.name if found else id or ""

    def card(self, id: str | None) -> str:
        """A card by its name or the code that is printed on it."""
        found = self.cards.get(id or "")
        if found is None:
            return _("Card")
        named = found.name or _("Card")
        code = found.printed_code or found.uid
        return _("{card} ({code})").format(card=named, code=code) if code else named

    def span(self, dates: Dates) -> str:
        """Between which times something holds; "always" for no limit."""
        start, end = (words.moment(text, self.now, self.zone) for text in dates)
        if start and end:
            return _("from {start} until {end}").format(start=start, end=end)
        if start:
            return _("from {start}").format(start=start)
        return _("until {end}").format(end=end) if end else _("always")


def lines(changes: Iterable[Change], around: Around) -> list[Line]:
    """Each change as a line; what is taken away comes first, in red."""
    told = [(sentence(change, around), "loss" if change.action == "remove" else "body") for change in changes]
    return sorted(told, key=lambda line: line[1] != "loss")


def sentence(change: Change, around: Around) -> str:
    """One change as a line."""
    if change.action == "set":
        return _set(change, around)
    named = child(change.kind, change.after if change.action == "add" else change.before, around)
    if change.action == "date":
        return _("{what}: {now} instead of {before}").format(
            what=named, now=around.span(change.dates), before=around.span(change.was)
        )
    if change.action == "remove":
        return _("Taken away: {what}").format(what=named)
    if change.kind == "group" and change.dates != ALWAYS:
        return _("New: {what}, {when}").format(what=named, when=around.span(change.dates))
    return _("New: {what}").format(what=named)


def child(kind: str, value: str | None, around: Around) -> str:
    """A credential or a group by what it is; never more of a PIN than how many digits it has."""
    if kind == "group":
        return _("group {name}").format(name=around.group(value))
    if kind == "pin":
        count = int(value or 0)
        return _("PIN of {count} digits").format(count=count) if count else _("PIN")
    if kind == "magic_link":
        return _("magic link")
    return around.card(value) if kind == "card" else value or ""


def losses(name: str, effect: Effect) -> list[Line]:
    """What is lost at the doors, red and first, then what is gained."""
    told = []
    if effect.everything:
        text = _("{name} loses all access: {doors}.")
        told.append((text.format(name=name, doors=doors(effect.lost)), "danger"))
    elif effect.lost:
        text = _("{name} no longer gets in, or less often: {doors}.")
        told.append((text.format(name=name, doors=doors(effect.lost)), "danger"))
    if effect.gained:
        told.append((_("Opens from now on: {doors}.").format(doors=doors(effect.gained)), "gain"))
    return told


def doors(openings: Sequence[Opening]) -> str:
    """Doors by name, each once, the first few of many."""
    names = list(dict.fromkeys(one.door for one in openings))
    text = ", ".join(names[:_FEW])
    if len(names) > _FEW:
        more = plural("{count} more", "{count} more", len(names) - _FEW)
        return _("{names} and {more}").format(names=text, more=more)
    return text


def ownership(member: Member) -> Line | None:
    """Whose a member is, and what that means for a change by hand; None for one made by hand."""
    mark = owner(member.metadata)
    if mark is None:
        return None
    if mark == OWN:
        return (_("Imported from HR: what the next import says about name, dates and groups wins."), "muted")
    return (
        _(
            "{owner} looks after {name} and may put back what you change here, or change it again. "
            "If you can, change it there."
        ).format(owner=mark, name=member.name),
        "notice",
    )


def outcome(done: Done, around: Around) -> list[Line]:
    """What was read back after an edit, change by change."""
    told = []
    for change, state in done.states:
        told.append((f"{_(_STATES.get(state, state))}: {sentence(change, around)}", _ROLES.get(state, "body")))
    return told


def _set(change: Change, around: Around) -> str:
    before, after = change.before, change.after
    if change.kind in ("starts_at", "ends_at"):
        before, after = (words.moment(text, around.now, around.zone) for text in (before, after))
    titles = {"name": _("Name"), "starts_at": _("Starts"), "ends_at": _("Ends")}
    title = titles.get(change.kind) or _("Note “{key}”").format(key=change.id)
    if before and after:
        return _("{what}: {after} instead of {before}").format(what=title, after=after, before=before)
    if after:
        return _("{what}: {after}").format(what=title, after=after)
    return _("{what}: no longer {before}").format(what=title, before=before or _("empty"))
