"""What a search over everything finds, the best first. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process, utils

from akiles_console.ui.tables import folded

MOST = 12
"""As many as are shown."""

_ALIKE = 80
"""Percent from which a name with a slip of the pen still counts."""


@dataclass(frozen=True)
class Thing:
    """Something that can be brought to the front: on the page `place` what it `seek`s, in a list the row `key`.

    `kind` says in a word what it is, `detail` tells it from others of its name; `more` are words it is found by too.
    """

    name: str
    kind: str
    place: str
    seek: str = ""
    key: str = ""
    detail: str = ""
    more: str = ""
    words: str = field(init=False, default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", folded(self.name))


def ranked(text: str, things: Sequence[Thing], most: int = MOST) -> list[Thing]:
    """The things that a person may mean by that text, the likeliest first; the order of `things` decides ties.

    The whole name comes before its beginning, that before the beginning of a word of it, any place in it, the words
    it is found by too, and names that are merely alike.
    """
    wanted = folded(text).split()
    if not wanted:
        return list(things[:most])
    whole = " ".join(wanted)
    found = []
    for place, thing in enumerate(things):
        rank = _rank(whole, wanted, thing)
        if rank is not None:
            found.append((rank, len(thing.name), place))
    best = [things[place] for _rank, _length, place in sorted(found)[:most]]
    return best + _alike(whole, things, best, most - len(best))


def _rank(whole: str, wanted: list[str], thing: Thing) -> int | None:
    name = thing.words
    if name == whole:
        return 0
    if name.startswith(whole):
        return 1
    if all(part in name for part in wanted):
        begun = name.split()
        return 2 if all(any(word.startswith(part) for word in begun) for part in wanted) else 3
    if thing.more and all(part in name or part in thing.more for part in wanted):
        return 4
    return None


def _alike(whole: str, things: Sequence[Thing], but: Sequence[Thing], most: int) -> list[Thing]:
    """Names with a slip of the pen; of texts shorter than four letters everything would be alike."""
    if most <= 0 or len(whole) < 4:
        return []
    taken = set(map(id, but))
    found = process.extract(
        whole, [thing.words for thing in things], scorer=fuzz.WRatio, processor=utils.default_process,
        score_cutoff=_ALIKE, limit=most + len(but),
    )  # fmt: skip
    return [things[place] for _name, _score, place in found if id(things[place]) not in taken][:most]
