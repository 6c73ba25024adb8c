"""An edit by hand, sent: read again right before, gains before losses, and success is what was read back.

Nothing is overwritten that somebody else changed meanwhile, and nothing is sent twice: where an answer is lost,
Akiles is looked at, and what cannot be seen then is called unknown.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import msgspec

from akiles_console.api.client import Client
from akiles_console.api.errors import ApiError, NotFound
from akiles_console.api.models import Member
from akiles_console.api.resources import Children
from akiles_console.browse.difference import Change, children_of, differences, holds
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.sync.ownership import OPERATION

_LOOKS = (2.0, 5.0)
"""Seconds after a lost answer at which it is looked whether the change was made."""
_RECENT = timedelta(minutes=10)
"""How far this computer's clock may be ahead of Akiles' when a new member is looked for."""


class Meanwhile(Failure):
    """Somebody else has changed the member since it was shown; nothing was written. `fresh` is how it is now."""

    def __init__(self, fresh: Member) -> None:
        super().__init__("person_changed_meanwhile")
        self.fresh = fresh


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """How an edit ended. `member` as it was read back, None where it could not be or is gone; `states` has verified,
    not_verified, unknown or not_sent for each change. `failure` is what it was stopped by."""

    member: Member | None
    states: tuple[tuple[Change, str], ...]
    failure: Failure | None = None

    @property
    def verified(self) -> bool:
        """Whether all of it was read back."""
        return all(state == "verified" for _change, state in self.states)


async def apply(client: Client, before: Member, after: Member, digits: Mapping[str, str], clock: Clock) -> Done:
    """Makes `before`, as it was shown, into `after`. `digits` are those of new PINs by the child's id; none of it is
    kept. Raises Meanwhile, Failure `member_gone`, and ApiError where it could not even be looked at."""
    fresh = await _fresh(client, before.id)
    if differences(before, fresh):
        raise Meanwhile(fresh)
    return await _Edit(client, before, differences(before, after), digits, clock).run()


async def create(client: Client, wished: Member, digits: Mapping[str, str], clock: Clock) -> Done:
    """Adds a member by hand with all that `wished` has. Raises ApiError, and Failure `person_create_unknown` where no
    answer came and the member cannot be seen: nothing is sent a second time."""
    operation = uuid.uuid4().hex
    metadata = {**wished.metadata, OPERATION: operation}
    begun = clock.now() - _RECENT
    try:
        made = await client.members.create(
            name=wished.name, metadata=metadata, starts_at=wished.starts_at, ends_at=wished.ends_at
        )
    except ApiError as error:
        if not error.maybe_done:
            raise
        made = await _look_for(client, operation, begun.strftime("%Y-%m-%dT%H:%M:%SZ"), clock)
    before = await _fresh(client, made.id)
    after = msgspec.structs.replace(wished, id=made.id, metadata=before.metadata)
    return await _Edit(client, before, differences(before, after), digits, clock).run()


async def delete(client: Client, before: Member, clock: Clock) -> bool:
    """Deletes a member who is still as shown; whether that was read back. Raises Meanwhile, ApiError, Failure
    `member_gone`."""
    fresh = await _fresh(client, before.id)
    if differences(before, fresh):
        raise Meanwhile(fresh)
    try:
        await client.members.delete(before.id)
    except NotFound:
        return True
    except ApiError as error:
        if not error.maybe_done:
            raise
        await clock.sleep(_LOOKS[0])
    try:
        return (await client.members.get(before.id, expand=False)).is_deleted
    except NotFound:
        return True


async def _fresh(client: Client, id: str) -> Member:
    try:
        found = await client.members.get(id)
    except NotFound:
        raise Failure("member_gone") from None
    if found.is_deleted:
        raise Failure("member_gone")
    return found


async def _look_for(client: Client, operation: str, since: str, clock: Clock) -> Member:
    for pause in _LOOKS:
        await clock.sleep(pause)
        async for member in client.members.list(expand=False, since=since):
            if member.metadata.get(OPERATION) == operation:
                return member
    raise Failure("person_create_unknown")


class _Edit:
    """The changes of one member on their way."""

    def __init__(
        self, client: Client, before: Member, changes: tuple[Change, ...], digits: Mapping[str, str], clock: Clock
    ) -> None:
        self._client, self._before, self._changes = client, before, changes
        self._digits, self._clock = digits, clock
        self._states: dict[Change, str] = dict.fromkeys(changes, "not_sent")
        self._made: dict[Change, str] = {}  # what was added, by its id at Akiles

    async def run(self) -> Done:
        """Sends them one after another, and stops at the first that is not surely done."""
        failure: Failure | None = None
        try:
            await self._send_all()
        except Failure as stopped:
            failure = stopped
        if self._changes and all(state == "not_sent" for state in self._states.values()):
            return Done(member=self._before, states=tuple(self._states.items()), failure=failure)
        member = await self._read_back()
        return Done(member=member, states=tuple(self._states.items()), failure=failure)

    async def _send_all(self) -> None:
        fields = tuple(change for change in self._changes if change.action == "set")
        for change in self._changes:
            if change.action == "add":
                await self._surely((change,))
        if fields:
            await self._surely(fields)
        for change in self._changes:
            if change.action == "date":
                await self._surely((change,))
        taken = [change for change in self._changes if change.action == "remove"]
        if taken:
            await self._confirm_gains()
        for change in taken:
            await self._surely((change,))

    async def _confirm_gains(self) -> None:
        gains = [change for change in self._changes if change.action == "add"]
        if gains:
            fresh = await _fresh(self._client, self._before.id)
            if not all(self._is_there(change, fresh) for change in gains):
                raise Failure("gain_not_confirmed")

    async def _surely(self, changes: tuple[Change, ...]) -> None:
        operation = uuid.uuid4().hex
        for change in changes:
            self._states[change] = "unknown"
        try:
            await self._send(changes, operation)
        except ApiError as error:
            if not error.maybe_done:
                for change in changes:
                    self._states[change] = "not_sent"
                raise
            await self._look(changes, operation, error)
        for change in changes:
            self._states[change] = "not_verified"

    async def _look(self, changes: tuple[Change, ...], operation: str, lost: ApiError) -> None:
        for pause in _LOOKS:
            await self._clock.sleep(pause)
            fresh = await _fresh(self._client, self._before.id)
            first = changes[0]
            if first.action == "add":
                found = [one for one in children_of(fresh, first.kind) if one.metadata.get(OPERATION) == operation]
                if found:
                    self._made[first] = found[0].id
                    return
            elif all(holds(change, fresh) for change in changes):
                return
        raise lost

    async def _read_back(self) -> Member | None:
        try:
            member = await _fresh(self._client, self._before.id)
        except Failure:
            return None
        for change, state in self._states.items():
            if state != "not_sent" and self._is_there(change, member):
                self._states[change] = "verified"
        return member

    def _is_there(self, change: Change, member: Member) -> bool:
        if change.action != "add":
            return holds(change, member)
        made = self._made.get(change)
        return any(child.id == made for child in children_of(member, change.kind))

    async def _send(self, changes: tuple[Change, ...], operation: str) -> None:
        change, id = changes[0], self._before.id
        if change.action == "set":
            await self._client.members.edit(id, **self._fields(changes))
        elif change.action == "date":
            start, end = change.dates
            await self._client.group_associations.edit(id, change.id, starts_at=start, ends_at=end)
        elif change.action == "remove":
            try:
                await self._nouns[change.kind].delete(id, change.id)
            except NotFound:
                return  # somebody was quicker: it is as it should be
        else:
            self._made[change] = await self._add(change, {OPERATION: operation})

    @property
    def _nouns(self) -> Mapping[str, Children[Any]]:
        client = self._client
        return {
            "group": client.group_associations, "email": client.emails, "pin": client.pins,
            "magic_link": client.magic_links, "card": client.member_cards,
        }  # fmt: skip

    async def _add(self, change: Change, mark: Mapping[str, str]) -> str:
        client, id, value = self._client, self._before.id, change.after or ""
        if change.kind == "group":
            start, end = change.dates
            made: Any = await client.group_associations.create(
                id, member_group_id=value, metadata=mark, starts_at=start, ends_at=end
            )
        elif change.kind == "email":
            made = await client.emails.create(id, email=value, metadata=mark)
        elif change.kind == "card":
            made = await client.member_cards.create(id, card_id=value, metadata=mark)
        elif change.kind == "magic_link":
            made = await client.magic_links.create(id, metadata=mark)
        else:
            pin = self._digits.get(change.id)
            made = await client.pins.create(id, metadata=mark, pin=pin, length=None if pin else int(value))
        return str(made.id)

    def _fields(self, changes: tuple[Change, ...]) -> dict[str, str | Mapping[str, str] | None]:
        """Only what changes; metadata whole, since nobody says whether Akiles merges it."""
        fields: dict[str, str | Mapping[str, str] | None] = {
            change.kind: change.after for change in changes if change.kind != "metadata"
        }
        keys = {change.id: change.after for change in changes if change.kind == "metadata"}
        if keys:
            whole = {**self._before.metadata, **keys}
            fields["metadata"] = {key: value for key, value in whole.items() if value is not None}
        return fields
