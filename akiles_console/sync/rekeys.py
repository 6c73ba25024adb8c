"""Who is who when employee ids change: members of ours that look like a row with another id. Pure.

A spreadsheet program that eats zeros, a new HR system, or a column sorted without its neighbours gives everybody
another id. Seen by id alone that is everybody leaving and as many strangers starting, or people turned into one
another; so each such row is compared by e-mail and by name with the members that no row fits any more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from akiles_console.api.models import Member
from akiles_console.sync.desired import Desired
from akiles_console.sync.ownership import SOURCE_ID, Index, same_name
from akiles_console.sync.plan import Options, Rekey


class Likeness(msgspec.Struct, frozen=True):
    """`pairs`: who looks like exactly one other and is looked like by exactly that one, where nobody has the new id.
    `strangers`: keys of rows that are somebody else than the member with their id; ids that changed hands are not
    changed here, since half of that would be two people with one id. `loose`: ids of members of ours that no row fits;
    `sought` those that a row may be about which is left out for this. `elsewhere`: rows -> the name of the member
    that they look like and whose id stands beside a stranger.
    """

    pairs: tuple[Rekey, ...]
    strangers: frozenset[str]
    loose: frozenset[str]
    sought: frozenset[str]
    elsewhere: dict[str, str]


def compare(wishes: Iterable[Desired], index: Index, options: Options) -> Likeness:
    """Compares by e-mail, and by name where there is no e-mail to compare and the name is there only once; a member
    that the source just does not name is compared by name only where the source names everybody. A row for which
    another member was chosen is no longer compared."""
    full = options.roster == "full"
    settled = {one.key for one in options.decisions if one.kind in ("adopt", "rehire")}
    rows = {wish.key: wish for wish in wishes if wish.key}
    seeking = [wish for wish in rows.values() if wish.key not in settled and _seeks(wish, index)]
    loose = _loose(rows, index)
    edges = _by_email(seeking, loose.values())
    found = {key for key, _ in edges}
    named = [member for member in loose.values() if full or index.key_of[member.id] in rows]
    edges |= _by_name([wish for wish in seeking if wish.key not in found], named, rows)
    claimed = {index.key_of[member_id] for _, member_id in edges}
    unlike = {wish.key for wish in seeking if wish.key in index.ours}
    strangers = frozenset(unlike & ({key for key, _ in edges} | claimed))
    elsewhere = {key: loose[one].name for key, one in edges if index.key_of[one] in strangers}
    return Likeness(
        pairs=_pairs(edges, loose, index),
        strangers=strangers,
        loose=frozenset(loose),
        sought=frozenset(one for key, one in edges if key in strangers or key in elsewhere),
        elsewhere=elsewhere,
    )


_Edges = dict[tuple[str, str], str]
"""(key of a row, id of a member) -> why they look alike."""


def _pairs(edges: _Edges, loose: Mapping[str, Member], index: Index) -> tuple[Rekey, ...]:
    rows = Counter(key for key, _ in edges)
    members = Counter(member_id for _, member_id in edges)
    return tuple(
        Rekey(old_key=index.key_of[member_id], new_key=key, member_id=member_id, name=loose[member_id].name, why=why)
        for (key, member_id), why in sorted(edges.items())
        if rows[key] == members[member_id] == 1 and key not in index.ours
    )


def _seeks(wish: Desired, index: Index) -> bool:
    """Whether a row has no member by its id, or one that is somebody else by the look of it."""
    if wish.state == "skip":
        return False
    ours = index.ours.get(wish.key, ())
    if not ours:
        return wish.state == "wanted"
    return not any(_fits(wish, member) for member in ours)


def _fits(wish: Desired, member: Member) -> bool:
    """Whether a row can be about the member with its id: the same name, no name, or one address in common."""
    name = same_name(wish.employee.name)
    return not name or name == same_name(member.name) or bool(_addresses(wish) & _held(member))


def _loose(rows: Mapping[str, Desired], index: Index) -> dict[str, Member]:
    """Members of ours whose id no row names, or only the row of a leaver or of somebody else."""
    found = {}
    for key, members in index.ours.items():
        wish = rows.get(key)
        gone = wish is None or wish.state == "leaver" or (wish.state == "wanted" and not _fits(wish, members[0]))
        if len(members) == 1 and gone:
            found[members[0].id] = members[0]
    return found


def _by_email(seeking: Iterable[Desired], loose: Iterable[Member]) -> _Edges:
    """By address; a shared mailbox does not make two people one: the names need a word in common."""
    holders: dict[str, list[Member]] = defaultdict(list)
    for member in loose:
        for address in _held(member):
            holders[address].append(member)
    edges = {}
    for wish in seeking:
        for address in _addresses(wish):
            for member in holders.get(address, ()):
                if _could_be(wish.employee.name, member.name):
                    edges[wish.key, member.id] = "same_email"
    return edges


def _by_name(seeking: Iterable[Desired], loose: Iterable[Member], rows: Mapping[str, Desired]) -> _Edges:
    times = Counter(same_name(wish.employee.name) for wish in rows.values())
    holders: dict[str, list[Member]] = defaultdict(list)
    for member in loose:
        holders[same_name(member.name)].append(member)
    edges = {}
    for wish in seeking:
        name = same_name(wish.employee.name)
        for member in holders.get(name, ()) if name else ():
            own = rows.get(member.metadata.get(SOURCE_ID, ""))
            same = own is not None and same_name(own.employee.name) == name  # the row of a leaver under the old id
            if times[name] == 1 + same and not (_addresses(wish) and _held(member)):
                edges[wish.key, member.id] = "same_name"
    return edges


def _addresses(wish: Desired) -> set[str]:
    return {email.lower() for email in wish.employee.emails}


def _held(member: Member) -> set[str]:
    return {child.email.lower() for child in member.emails}


def _could_be(one: str, other: str) -> bool:
    words, others = set(same_name(one).split()), set(same_name(other).split())
    return not words or not others or bool(words & others)
