"""From a source, mapping, options and a snapshot to a plan: pure, the same input gives the same plan."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

import msgspec

from akiles_console.api.models import Card, Member
from akiles_console.people.mapping import Mapping, resolve
from akiles_console.sync import cases, decisions, rekeys
from akiles_console.sync.cases import Scene
from akiles_console.sync.credentials import Surroundings, card_name
from akiles_console.sync.desired import UNUSABLE, Desired, Source, desired
from akiles_console.sync.directory import Directory
from akiles_console.sync.losses import emptied
from akiles_console.sync.ownership import Index
from akiles_console.sync.plan import Operation, Options, Plan, PlanError, ordered

_OPENING = frozenset({"email", "pin", "card"})


def build(source: Source, mapping: Mapping, options: Options, directory: Directory, now: datetime) -> Plan:
    """The plan that makes Akiles match the source.

    `mapping` names groups by id or name. Rows with an error are left out, and their people are never taken for
    leavers. Raises MappingError (group_vanished, group_not_unique) and PlanError (no_credential: at least one of
    email, PIN, card is needed).
    """
    if not _OPENING & set(options.credentials):
        raise PlanError("no_credential")
    ids = resolve(mapping, directory.group_pairs())
    wishes = desired(source, ids, options, directory.timezone, now)
    scene = _scene(wishes, ids, options, directory, now)
    found = [cases.of_row(wish, scene) for wish in wishes]
    if options.roster == "full":
        found += cases.of_missing(scene)
    people = tuple(sorted((person for person, _, _ in found), key=lambda person: (person.key, person.row or 0)))
    operations = ordered(operation for _, made, _ in found for operation in made)
    involved = [member for _, member in sorted({member.id: member for _, _, member in found if member}.items())]
    ours = (member for members in scene.index.ours.values() for member in members)
    return Plan(
        id=_fingerprint(wishes, ids, options, directory, involved, operations),
        organization_id=directory.organization.id,
        operations=operations,
        people=people,
        managed=scene.index.managed,
        rows=sum(1 for wish in wishes if wish.skip_reason not in UNUSABLE),
        timezone=directory.timezone,
        rekeys=tuple(scene.rekeys[key] for key in sorted(scene.rekeys)),
        emptied=emptied(people, operations, ours),
    )


def _scene(
    wishes: tuple[Desired, ...], mapping: Mapping, options: Options, directory: Directory, now: datetime
) -> Scene:
    """Everything one person is held against; decisions are held against what is there first."""
    rows = {wish.key: wish for wish in wishes if wish.key}
    plain = Index.of(directory.members, options.source_name)
    likeness = rekeys.compare(wishes, plain, options)
    chosen = decisions.hold(options, likeness, plain, directory, frozenset(rows))
    index = Index.of(directory.members, options.source_name, chosen.assigned) if chosen.assigned else plain
    unusable = [wish for wish in wishes if wish.skip_reason in UNUSABLE]
    return Scene(
        rows=rows,
        times=Counter(cases.names_and_addresses(wishes)),
        unsure=frozenset(cases.names_and_addresses(unusable)),
        index=index,
        chosen=chosen,
        strangers=likeness.strangers,
        sought=likeness.sought,
        elsewhere=likeness.elsewhere,
        rekeys={
            pair.new_key: msgspec.structs.replace(pair, chosen=chosen.assigned.get(pair.member_id) == pair.new_key)
            for pair in likeness.pairs
        },
        deleted=decisions.deleted_by_key(directory, options.source_name),
        around=_surroundings(wishes, mapping, options, directory, now),
    )


def _surroundings(
    wishes: Iterable[Desired], mapping: Mapping, options: Options, directory: Directory, now: datetime
) -> Surroundings:
    targets = {group for _, to in mapping.groups for group in to} | set(mapping.default)
    cards: dict[str, list[Card]] = defaultdict(list)
    for card in directory.cards:
        for name in {card_name(name) for name in (card.id, card.uid, card.printed_code) if name}:
            cards[name].append(card)
    found = {name: tuple(several) for name, several in cards.items()}
    return Surroundings(
        group_names=directory.group_names(),
        mapped=frozenset(targets),
        cards=found,
        holders={child.card_id: member.id for member in directory.members for child in member.cards},
        named=Counter(
            card_id
            for wish in wishes
            if wish.state == "wanted"
            for card_id in {card.id for name in wish.employee.cards for card in found.get(card_name(name), ())}
        ),
        zone=directory.timezone,
        options=options,
        now=now,
    )


def _fingerprint(
    wishes: Iterable[Desired],
    mapping: Mapping,
    options: Options,
    directory: Directory,
    involved: list[Member],
    operations: tuple[Operation, ...],
) -> str:
    """Names this plan: source (without rows, order and PIN digits), mapping, options, what Akiles has of the
    people concerned, and what would be written."""
    source = sorted(
        msgspec.json.encode(
            [
                *(wish.key, wish.state, wish.skip_reason, wish.groups, wish.starts_at, wish.ends_at, wish.pin),
                *(wish.employee.name, sorted(wish.employee.emails), sorted(wish.employee.cards)),
                *(sorted(wish.employee.cleared), bool(wish.employee.pin)),
            ]
        )
        for wish in wishes
    )
    encode = msgspec.json.Encoder(order="sorted").encode
    settings = msgspec.structs.replace(options, decisions=tuple(sorted(options.decisions)))
    parts = [directory.organization.id, mapping, settings, directory.timezone, involved, operations]
    digest = hashlib.sha256(b"\n".join([*source, *(encode(part) for part in parts)]))
    return digest.hexdigest()[:16]
