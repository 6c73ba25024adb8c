"""`expand`: related objects put into an answer."""

from __future__ import annotations

from collections.abc import Iterable

from akiles_console.demo import lists
from akiles_console.demo.backend import Backend
from akiles_console.demo.kinds import CHILDREN, KINDS, Kind
from akiles_console.demo.lists import Object
from akiles_console.demo.refusal import invalid


def check(kind: Kind, paths: Iterable[str]) -> None:
    """Refuses a path that does not exist for objects of this kind."""
    for head, rests in _by_head(paths).items():
        if kind is KINDS["members"] and head in CHILDREN:
            check(CHILDREN[head], rests)
        elif head in kind.one:
            check(KINDS[kind.one[head][0]], rests)
        else:
            raise invalid(f"'expand' does not know {head!r} here.", parameter="expand")


def expanded(backend: Backend, kind: Kind, one: Object, paths: Iterable[str]) -> Object:
    """A copy of an object with what the (checked) paths name put into it; deleted children are among it."""
    answer = dict(one)
    for head, rests in _by_head(paths).items():
        if head in kind.one:
            of, field = kind.one[head]
            found = backend.tables[of].by_id.get(lists.dig(one, field))
            answer[head] = found and expanded(backend, KINDS[of], found, rests)
        else:
            mine = backend.all_children(head, one["id"])
            answer[head] = [expanded(backend, CHILDREN[head], each, rests) for each in mine]
    return answer


def _by_head(paths: Iterable[str]) -> dict[str, list[str]]:
    heads: dict[str, list[str]] = {}
    for path in paths:
        head, _, rest = path.partition(".")
        heads.setdefault(head, []).extend([rest] if rest else [])
    return heads
