"""Changes by hand, so that nobody else's are overwritten: looked at right before, sent, and read back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from typing import Protocol, TypeVar

from akiles_console.access import rules, week
from akiles_console.api.client import Client
from akiles_console.api.errors import ApiError, NotFound
from akiles_console.api.models import Member, MemberCard, MemberGroup, Schedule
from akiles_console.api.webhooks import NewWebhook, Webhook, WebhookRule
from akiles_console.failure import Failure


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def is_deleted(self) -> bool: ...


R = TypeVar("R", bound=_Named)


class ChangedMeanwhile(Failure):
    """Somebody else has changed it since it was read; `now` is how it is. Nothing was sent."""

    def __init__(self, now: object) -> None:
        super().__init__("changed_meanwhile")
        self.now = now


def same_group(one: MemberGroup, other: MemberGroup) -> bool:
    """Whether two groups have the same name and rules that mean the same."""
    return one.name == other.name and rules.same(one.permissions, other.permissions)


def same_schedule(one: Schedule, other: Schedule) -> bool:
    """Whether two schedules have the same name and hours."""
    return one.name == other.name and week.of(one.weekdays) == week.of(other.weekdays)


def same_webhook(one: Webhook, other: Webhook) -> bool:
    """Whether two webhooks send the same to the same address, or neither does."""
    return (one.url, one.is_enabled, set(one.filter)) == (other.url, other.is_enabled, set(other.filter))


async def save_group(client: Client, base: MemberGroup, wanted: MemberGroup) -> MemberGroup:
    """Makes the group `base`, as it was read, the one that is wanted: what differs is sent, the rules whole.

    Raises ChangedMeanwhile; Failure `gone_meanwhile`, `edit_not_confirmed`, `edit_unknown`, `fields_unknown`; ApiError.
    """
    fields: dict[str, object] = {"name": wanted.name} if wanted.name != base.name else {}
    if not rules.same(base.permissions, wanted.permissions):
        fields["permissions"] = wanted.permissions
    groups = client.member_groups
    return await _save(base, wanted, same_group, groups.get, lambda: groups.edit(base.id, **fields))  # type: ignore[arg-type]


async def save_schedule(client: Client, base: Schedule, wanted: Schedule) -> Schedule:
    """The same for a schedule, its week whole."""
    fields: dict[str, object] = {"name": wanted.name} if wanted.name != base.name else {}
    if week.of(base.weekdays) != week.of(wanted.weekdays):
        fields["weekdays"] = wanted.weekdays
    found = client.schedules
    return await _save(base, wanted, same_schedule, found.get, lambda: found.edit(base.id, **fields))  # type: ignore[arg-type]


async def save_webhook(client: Client, base: Webhook, wanted: Webhook) -> Webhook:
    """The same for a webhook, its filter whole."""
    found = client.webhooks
    return await _save(
        base, wanted, same_webhook, found.get,
        lambda: found.edit(base.id, url=wanted.url, filter=wanted.filter, is_enabled=wanted.is_enabled),
    )  # fmt: skip


async def _save(
    base: R,
    wanted: R,
    same: Callable[[R, R], bool],
    get: Callable[[str], Awaitable[R]],
    write: Callable[[], Awaitable[R]],
) -> R:
    await unchanged(base, same, get)
    lost: ApiError | None = None
    try:
        await write()
    except ApiError as error:
        if not error.maybe_done:
            raise
        lost = error
    after = await _read_back(base.id, get)
    if same(after, wanted):
        return after
    if lost is not None and same(after, base):
        raise lost
    raise Failure("edit_not_confirmed")


async def unchanged(base: R, same: Callable[[R, R], bool], get: Callable[[str], Awaitable[R]]) -> None:
    """Raises ChangedMeanwhile or Failure `gone_meanwhile` where it is not as it was read."""
    try:
        now = await get(base.id)
    except NotFound:
        raise Failure("gone_meanwhile") from None
    if now.is_deleted:
        raise Failure("gone_meanwhile")
    if not same(now, base):
        raise ChangedMeanwhile(now)


async def _read_back(id: str, get: Callable[[str], Awaitable[R]]) -> R:
    try:
        return await get(id)
    except ApiError:
        raise Failure("edit_unknown") from None


async def create_group(client: Client, wanted: MemberGroup) -> MemberGroup:
    """Makes a group. Where the answer is lost it is looked for, never made twice. Raises ApiError, Failure
    `create_unknown`."""
    known = {one.id async for one in client.member_groups.list()}

    def make() -> Awaitable[MemberGroup]:
        return client.member_groups.create(name=wanted.name, permissions=wanted.permissions)

    return await _create(make, client.member_groups.list, known, lambda one: same_group(one, wanted))


async def create_schedule(client: Client, wanted: Schedule) -> Schedule:
    """The same for a schedule."""
    known = {one.id async for one in client.schedules.list()}

    def make() -> Awaitable[Schedule]:
        return client.schedules.create(name=wanted.name, weekdays=wanted.weekdays)

    return await _create(make, client.schedules.list, known, lambda one: same_schedule(one, wanted))


async def create_webhook(client: Client, url: str, filter: Sequence[WebhookRule]) -> NewWebhook:
    """Makes a webhook; its secret is in the answer only. Raises ApiError, Failure `create_unknown`, and
    `webhook_secret_lost` where the webhook is there but the answer was lost."""
    known = {one.id async for one in client.webhooks.list()}

    def make() -> Awaitable[Webhook]:
        return client.webhooks.create(url=url, filter=filter)

    made = await _create(make, client.webhooks.list, known, lambda one: one.url == url and not one.is_deleted)
    if not isinstance(made, NewWebhook):
        raise Failure("webhook_secret_lost")
    return made


async def _create(
    make: Callable[[], Awaitable[R]],
    listing: Callable[[], AsyncIterator[R]],
    known: Collection[str],
    wanted: Callable[[R], bool],
) -> R:
    try:
        return await make()
    except ApiError as error:
        if not error.maybe_done:
            raise
    try:
        found = [one async for one in listing() if one.id not in known and wanted(one)]
    except ApiError:
        raise Failure("create_unknown") from None
    if not found:
        raise Failure("create_unknown")
    return found[0]


async def give_card(client: Client, member: Member, card_id: str) -> MemberCard:
    """Gives a card that nobody holds to a member. Raises ApiError (Refused where somebody else holds it by now),
    Failure `gone_meanwhile` where the member is not there any more, `create_unknown`."""
    now = await client.members.get(member.id)
    if now.is_deleted:
        raise Failure("gone_meanwhile")

    def make() -> Awaitable[MemberCard]:
        return client.member_cards.create(member.id, metadata={}, card_id=card_id)

    def listing() -> AsyncIterator[MemberCard]:
        return client.member_cards.list(member.id)

    return await _create(make, listing, (), lambda one: one.card_id == card_id)


async def take_card(client: Client, held: MemberCard) -> None:
    """Takes a card from who holds it; one that is taken already is no error. Raises ApiError."""
    try:
        await client.member_cards.delete(held.member_id, held.id)
    except NotFound:
        return
