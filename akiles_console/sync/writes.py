"""One operation of a plan as one call of the client, and how to find out later whether it was done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from akiles_console.api.client import Client
from akiles_console.api.errors import NotFound
from akiles_console.api.models import Member
from akiles_console.api.resources import Children
from akiles_console.people.employee import Employee
from akiles_console.sync import since
from akiles_console.sync.ownership import OPERATION, SOURCE, SOURCE_ID
from akiles_console.sync.plan import RESTORE, Operation, PlanError

_METADATA = "metadata."


def is_create(operation: Operation) -> bool:
    """Whether repeating the operation blindly could do it twice."""
    return operation.kind.startswith(("create_", "add_"))


class Conflict(PlanError):
    """Somebody else has changed what a write was to change; it was left as it is."""


class Writer:
    """Sends operations. `members` are those of the snapshot by id, `employees` those of the source by key: the
    digits of a PIN are taken from there at the last moment."""

    def __init__(
        self, client: Client, source_name: str, members: Mapping[str, Member], employees: Mapping[str, Employee]
    ) -> None:
        self._client = client
        self.source_name = source_name
        self._members = members
        self._employees = employees

    async def send(self, operation: Operation, operation_id: str, member_id: str) -> str:
        """Does the write and gives the id of the object it made or changed. `member_id` is "" for a create.

        Raises ApiError. A removal of something that is gone already is done.
        """
        mark = {SOURCE: self.source_name, OPERATION: operation_id}
        if operation.kind == "create_member":
            changes = dict(operation.changes)
            created = await self._client.members.create(
                name=changes["name"],
                starts_at=changes.get("starts_at"),
                ends_at=changes.get("ends_at"),
                metadata={**mark, SOURCE_ID: operation.key},
            )
            return created.id
        if operation.kind.startswith("add_"):
            return await self._add(operation, member_id, mark)
        try:
            return await self._change(operation, member_id)
        except NotFound:
            if operation.kind in ("update_member", "end_member"):
                raise
            return operation.target or member_id

    async def _add(self, operation: Operation, member_id: str, mark: dict[str, str]) -> str:
        client, target = self._client, operation.target
        if operation.kind == "add_group":
            made = await client.group_associations.create(member_id, member_group_id=target, metadata=mark)
            return made.id
        if operation.kind == "add_email":
            return (await client.emails.create(member_id, email=target, metadata=mark)).id
        if operation.kind == "add_card":
            return (await client.member_cards.create(member_id, card_id=target, metadata=mark)).id
        if operation.kind == "add_magic_link":
            return (await client.magic_links.create(member_id, metadata=mark)).id
        how = dict(operation.changes)
        pin = self._employees[operation.key].pin if how.get("from") == "file" else None
        length = int(how["length"]) if "length" in how else None
        return (await client.pins.create(member_id, metadata=mark, pin=pin, length=length)).id

    async def _change(self, operation: Operation, member_id: str) -> str:
        client, target = self._client, operation.target
        if RESTORE in operation.changes:
            await client.members.restore(member_id)
            return member_id
        if operation.kind in ("update_member", "end_member"):
            await client.members.edit(member_id, **self._edit(operation, member_id))
            return member_id
        if operation.kind == "delete_member":
            await client.members.delete(member_id)
            return member_id
        nouns: dict[str, Children[Any]] = {
            "remove_group": client.group_associations,
            "remove_email": client.emails,
            "remove_pin": client.pins,
            "remove_magic_link": client.magic_links,
            "remove_card": client.member_cards,
        }
        await nouns[operation.kind].delete(member_id, target)
        return target

    def _edit(self, operation: Operation, member_id: str) -> dict[str, str | Mapping[str, str] | None]:
        """The fields of an edit; `metadata` is sent whole, since nobody says whether Akiles merges it."""
        plain: dict[str, str | Mapping[str, str] | None] = {
            field: value or None for field, value in operation.changes if not field.startswith(_METADATA)
        }
        marks = {field[len(_METADATA) :]: value for field, value in operation.changes if field.startswith(_METADATA)}
        if marks:
            plain["metadata"] = {**self._members[member_id].metadata, **marks}  # "" takes a mark off, merged or not
        return plain

    async def find(self, operation: Operation, operation_id: str, member_id: str) -> str | None:
        """The id of what a write whose answer was lost made or changed, or None while nothing can be seen.

        A removal is not looked for: done twice it does the same. Raises ApiError, and Conflict where somebody else
        has changed what an edit was to change.
        """
        if operation.kind in ("update_member", "end_member"):
            return await self._found_edited(operation, member_id)
        if not is_create(operation):
            return None
        if operation.kind == "create_member":
            listing = self._client.members.list(
                expand=False, source=self.source_name, source_id=operation.key, deleted="any"
            )
            found = [member async for member in listing if member.metadata.get(OPERATION) == operation_id]
            return found[0].id if found else None
        member = await self._client.members.get(member_id, expand=True)
        children = {
            "add_group": member.group_associations,
            "add_email": member.emails,
            "add_pin": member.pins,
            "add_magic_link": member.magic_links,
            "add_card": member.cards,
        }[operation.kind]
        return next((child.id for child in children if child.metadata.get(OPERATION) == operation_id), None)

    async def _found_edited(self, operation: Operation, member_id: str) -> str | None:
        try:
            fresh = await self._client.members.get(member_id, expand=False)
        except NotFound:
            return None
        done = since.already(operation, fresh)
        if not done and since.overwrites(self._members[member_id], operation, fresh):
            raise Conflict("changed_since")
        return done
