"""One person of a plan, before and after, in plain words and without a window."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from akiles_console import messages, outlook
from akiles_console.access.building import Building
from akiles_console.access.doors import Opening
from akiles_console.api.models import Member
from akiles_console.outlook import Outlook
from akiles_console.sync.plan import Decision, Operation, Person
from akiles_console.sync.run import Proposal
from akiles_console.ui import words as ui_words
from akiles_console.ui.pages.importing.words import TONES, PlanRow, kind_of, reason_words
from akiles_console.wording import N_, _

_TAKE = {
    "adopt": N_("Take over this member"), "rehire": N_("Bring the old member back"),
    "rekey": N_("Change the employee id"), "random_pin": N_("Let Akiles choose the PIN"),
}  # fmt: skip
_UNDO = {
    "adopt": N_("Do not take it over"), "rehire": N_("Do not bring it back"),
    "rekey": N_("Do not change the id"), "random_pin": N_("Use the PIN of the file"),
}  # fmt: skip


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence or a phrase; `tone` as in the style sheet: body, muted, loss, gain, warn."""

    text: str
    tone: str = "body"


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Lines under a title."""

    title: str
    lines: tuple[Line, ...]


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Something to decide for this person: why, and a button that takes it or, where it is `chosen`, takes it back."""

    text: str
    button: str
    decision: Decision
    chosen: bool


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What the panel beside the list shows of one person."""

    name: str
    title: str
    tone: str
    row: int | None
    said: tuple[Line, ...]
    choices: tuple[Choice, ...]
    sections: tuple[Section, ...]


def view(proposal: Proposal, shown: PlanRow, building: Building | None) -> View | None:
    """The person of that line; None where the plan has nobody of that key. Doors need the `building`."""
    person = next((one for one in proposal.plan.people if (one.member_id or one.key, one.row) == shown.key), None)
    if person is None:
        return None
    operations = [
        one for one in proposal.plan.operations if (one.key, one.member_id) == (person.key, person.member_id)
    ]  # fmt: skip
    before = next((one for one in proposal.directory.members if one.id == person.member_id), None)
    return View(
        name=person.name,
        title=shown.title,
        tone=TONES.get(kind_of(person), "muted"),
        row=person.row,
        said=_said(person),
        choices=_choices(person),
        sections=_sections(before, operations, building, proposal),
    )


def _said(person: Person) -> tuple[Line, ...]:
    reason = [reason_words(person, hint=not person.offers)] if person.skip_reason else []
    offered = {offer.code for offer in person.offers}
    notes = [
        str(messages.sentence(note.code, note.details))
        for note in person.notes
        if note.code != person.skip_reason and note.code not in offered
    ]
    return tuple(Line(text=text, tone="warn") for text in reason) + tuple(Line(text=text) for text in notes)


def _choices(person: Person) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            text=str(messages.sentence(offer.code, {"name": offer.name})),
            button=_((_UNDO if offer.chosen else _TAKE).get(offer.kind, offer.kind)),
            decision=offer.decision(person.key),
            chosen=offer.chosen,
        )
        for offer in person.offers
    )


def _sections(
    before: Member | None, operations: Iterable[Operation], building: Building | None, proposal: Proposal
) -> tuple[Section, ...]:
    found = outlook.of(before, operations, building or Building(groups={}), proposal.now)
    if found.before is None and found.after is None:
        return ()
    names = proposal.directory.group_names()

    def groups(member: Member) -> str:
        ids = {link.member_group_id for link in member.group_associations}
        return ", ".join(sorted(names.get(one, one) for one in ids)) or _("no group")

    def access(member: Member) -> str:
        return ui_words.span(member, proposal.now, proposal.plan.timezone)

    sections = [_doors(found)] if building is not None else []
    sections += [
        _pair(_("Access"), found, access),
        _pair(_("Akiles groups"), found, groups),
        _pair(_("Opens with"), found, ui_words.credentials),
    ]
    return tuple(sections)


def _doors(found: Outlook) -> Section:
    lines = [Line(text=_("− {door}").format(door=ui_words.opening(one)), tone="loss") for one in found.lost]
    lines += [Line(text=_("+ {door}").format(door=ui_words.opening(one)), tone="gain") for one in found.gained]
    same = [one for one in found.opens if one not in found.gained]
    lines += [Line(text=_("{door}, as before").format(door=ui_words.opening(one)), tone="muted") for one in same]
    if not lines:
        lines = [Line(text=_("No door, neither before nor after."), tone="warn")]
    if found.unreachable:
        named = ", ".join(_distinct(found.unreachable))
        lines.append(Line(text=_("Nothing they have opens {doors}.").format(doors=named), tone="warn"))
    return Section(title=_("Doors"), lines=tuple(lines))


def _distinct(openings: Iterable[Opening]) -> list[str]:
    return list(dict.fromkeys(one.door for one in openings))


def _pair(title: str, found: Outlook, say: Callable[[Member], str]) -> Section:
    """Before and after, or once where it is the same."""
    after = say(found.after) if found.after else _("is deleted")
    if found.before is None:
        return Section(title=title, lines=(Line(text=after),))
    before = say(found.before)
    if before == after:
        return Section(title=title, lines=(Line(text=_("{state}, as before").format(state=after), tone="muted"),))
    return Section(
        title=title,
        lines=(Line(text=_("before: {state}").format(state=before), tone="muted"),
               Line(text=_("then: {state}").format(state=after))),
    )  # fmt: skip
