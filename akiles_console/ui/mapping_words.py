"""What is said about the mapping that is kept with the organization, decided without a window."""

from __future__ import annotations

from akiles_console import messages
from akiles_console.api.errors import ApiError, Forbidden
from akiles_console.people.mapping import sorted_out
from akiles_console.people.mapping_change import pairs
from akiles_console.sync.shared_mapping import Shared
from akiles_console.wording import _, plural


def with_the_organization(shared: Shared) -> str:
    """Says that all is well; what names no group at Akiles is on this computer only."""
    living = tuple((group.id, group.name) for group in shared.groups)
    found = sorted_out((target for _hr, target in pairs(shared.kept.mapping)), living)
    if found.vanished or found.unclear:
        return _("Kept with the organization, apart from what is gone or not unique: a colleague sees the rest.")
    return _("Kept with the organization: a colleague's console shows the same.")


def kept_here(trouble: ApiError) -> str:
    """Why the mapping is not with the organization (yet), and that it works all the same."""
    if isinstance(trouble, Forbidden):
        return _(
            "Akiles does not let this connection write to groups, so the mapping is kept on this computer only; "
            "imports use it all the same. Export it for a colleague, or ask who manages the application at Akiles."
        )
    why = messages.of(trouble).what
    return _(
        "The mapping is kept on this computer and imports use it, but a colleague does not see the newest of it yet: "
        "{why} F5 tries again."
    ).format(why=why)


def remarks(shared: Shared, *, given: bool = True) -> str:
    """What a person should know after the mapping was shared; "" where all is as it should be.

    Without `given` it was only looked at: what is pending is given later.
    """
    parts = [str(messages.of(shared.damaged))] if shared.damaged else []
    if shared.trouble is not None:
        parts.append(kept_here(shared.trouble))
    elif shared.pending and given:
        parts.append(
            _("Somebody else is changing the mapping just now; press F5 in a minute so that a colleague has all of it.")
        )
    if shared.conflicts:
        names = ", ".join(name or _("people without a group") for name in shared.conflicts)
        parts.append(
            _("Changed here and on another computer: {groups}. Both changes were kept; look at it once.").format(
                groups=names
            )
        )
    if shared.left_out:
        names = ", ".join(sorted({one.hr_group or _("people without a group") for one in shared.left_out}))
        text = plural(
            "{count} choice does not fit into what Akiles keeps with a group and stays on this computer",
            "{count} choices do not fit into what Akiles keeps with a group and stay on this computer",
            len(shared.left_out),
        )
        parts.append(_("{what}: {groups}.").format(what=text, groups=names))
    parts += [_("“{before}” is called “{now}” now.").format(before=one, now=two) for one, two in shared.renamed]
    return " ".join(parts)
