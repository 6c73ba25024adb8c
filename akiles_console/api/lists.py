"""Lists: pages until there are no more, each object once, with what the server does not do done here.

`expand` and filters are wishes. Akiles may refuse one (400 `invalid_request`): that is remembered for the
connection, the objects are then read one by one or filtered here, and the caller cannot tell the difference.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from akiles_console.api.errors import BadAnswer, Refused
from akiles_console.api.transport import Transport

PAGE = 100
"""Records of a page: the most that Akiles gives."""

_MOST_PAGES = 10_000


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """Unique in the organization."""
        ...


R = TypeVar("R", bound=Identified)
T = TypeVar("T")


class Page(msgspec.Struct, Generic[R]):
    """One page of a list. Without `has_next` nobody knows whether a list is complete: it has to be there."""

    data: tuple[R, ...]
    has_next: bool
    cursor_next: str | None = None


@dataclass(frozen=True)
class Filter(Generic[R]):
    """A wish for fewer objects: the parameter that says it to the server, and how it is checked here.

    What the server gives is checked all the same, since it may ignore what it does not know, unless `trusted`: then
    the server knows better. `late` filters look at what `expand` gives. `ends`: in the order of the list, the first
    object that does not pass is followed by none that does.
    """

    parameter: str
    value: str
    keeps: Callable[[R], bool]
    trusted: bool = False
    late: bool = False
    ends: bool = False


@dataclass(frozen=True)
class Expand(Generic[R]):
    """A wish for related objects: their names, what to do with an object that has them, and how to get them else."""

    names: str
    tidy: Callable[[R], R]
    fill: Callable[[R], Awaitable[R]]


async def listed(
    transport: Transport,
    page: type[Page[R]],
    path: str,
    *,
    ids: Mapping[str, str] | None = None,
    filters: Sequence[Filter[R]] = (),
    expand: Expand[R] | None = None,
    sort: str | None = None,
) -> AsyncIterator[R]:
    """Every object of a list, page after page; `sort` as in "name:asc". Raises ApiError.

    Objects that come or go while it is read may be in it or not; the others are in it exactly once, however the
    pages overlap. Raises BadAnswer `list_without_end` where there is no telling what comes next.
    """
    query = {"limit": str(PAGE)} | ({"sort": sort} if sort else {})
    wishes = ({"expand": expand.names} if expand else {}) | {one.parameter: one.value for one in filters}
    answer, granted = await accepted(transport, page, path, ids=ids, query=query, wishes=wishes, noun=path)
    query |= granted
    checks = [one for one in filters if not (one.trusted and one.parameter in granted)]
    cursors: set[str] = set()
    known: set[str] = set()
    while True:
        data = tuple(takewhile(lambda record: all(one.keeps(record) for one in checks if one.ends), answer.data))
        new = [record for record in data if record.id not in known and _passes(record, checks, late=False)]
        known.update(record.id for record in data)
        for record in await _with_related(new, expand, "expand" in granted):
            if _passes(record, checks, late=True):
                yield record
        if not answer.has_next or len(data) < len(answer.data):
            return
        cursor = answer.cursor_next
        if not cursor or cursor in cursors or len(cursors) >= _MOST_PAGES:
            raise BadAnswer(f"GET {path}", code="list_without_end", object=" ".join((ids or {}).values()), status=200)
        cursors.add(cursor)
        answer = await transport.request(page, "GET", path, ids=ids, query=query | {"cursor": cursor})


async def accepted(
    transport: Transport,
    kind: type[T],
    path: str,
    *,
    ids: Mapping[str, str] | None,
    query: Mapping[str, str],
    wishes: Mapping[str, str],
    noun: str,
) -> tuple[T, dict[str, str]]:
    """The answer to a GET, and those of the wishes (parameter -> value) that the server took.

    Where it refuses, wishes are left out one after the other until it answers; then those come back that were not
    the reason. What it does not know at `noun` is not asked again. Raises ApiError: what it said at first, where the
    wishes were not the reason.
    """

    def ask(granted: Mapping[str, str]) -> Awaitable[T]:
        return transport.request(kind, "GET", path, ids=ids, query={**query, **granted})

    granted = {name: value for name, value in wishes.items() if (noun, name) not in transport.refused}
    try:
        return await ask(granted), granted
    except Refused as refused:
        if not refused.invalid_request:
            raise
        first = refused
    left_out: dict[str, str] = {}
    for name in tuple(granted):
        left_out[name] = granted.pop(name)
        try:
            answer = await ask(granted)
            break
        except Refused as refused:
            if not refused.invalid_request:
                raise
    else:
        raise first
    for name in tuple(left_out)[:-1]:
        try:
            answer = await ask({**granted, name: left_out[name]})
            granted[name] = left_out.pop(name)
        except Refused:
            continue
    transport.refused.update((noun, name) for name in left_out)
    return answer, granted


async def together(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """The results of coroutines that run side by side; the first error ends all of them and is raised."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one) for one in work]
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from failed
    return [task.result() for task in tasks]


async def _with_related(records: list[R], expand: Expand[R] | None, expanded: bool) -> list[R]:
    if expand is None:
        return records
    if expanded:
        return [expand.tidy(record) for record in records]

    async def filled(record: R) -> R:
        return await expand.fill(record)

    return await together(filled(record) for record in records)


def _passes(record: R, filters: Iterable[Filter[R]], *, late: bool) -> bool:
    return all(one.keeps(record) for one in filters if one.late is late)
