"""Bugs put into the engine on purpose, and whether the simulator finds them.

python tests/sync/seeded_bugs.py        one line a bug: the seed that finds it, and what it breaks
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import simulator

from akiles_console.api import lists
from akiles_console.api.errors import LostAnswer
from akiles_console.people.employee import Employee
from akiles_console.sync import apply, changes, credentials, guard, planner, run, twins
from akiles_console.sync import ownership as owned
from akiles_console.sync.apply import Apply
from akiles_console.sync.picture import Picture
from akiles_console.sync.plan import REMOVALS
from akiles_console.sync.sender import Sender

SEEDS = 400
"""Schedules in which a bug has to be found."""
Put = Callable[[Any, str, Any], None]


def repeats_a_create_without_a_look(put: Put) -> None:
    async def look(self: Sender, *_: Any) -> None:
        return None

    put(Sender, "_look", look)


def looks_only_at_once(put: Put) -> None:
    put(Sender, "_moments", lambda self, operation: (0.0,))


def client_repeats_a_post(put: Put) -> None:
    put(LostAnswer, "writes", property(lambda self: False))


def takes_before_it_gives(put: Put) -> None:
    right = planner.ordered

    async def run(self: Apply, ended: Callable[[str], None]) -> None:
        await self._all({key: list(operations) for key, operations in self._operations.items()}, ended)

    put(planner, "ordered", lambda operations: tuple(reversed(right(operations))))
    put(Apply, "run", run)


def takes_although_what_was_given_is_not_seen(put: Put) -> None:
    put(apply, "_seen", lambda *_: True)
    put(apply, "loses_access", lambda *_: False)
    put(Apply, "_wanted", lambda self, operation, result: bool(result.member_id) or operation.kind == "create_member")


def takes_everybody_for_its_own(put: Put) -> None:
    for module in (owned, changes, credentials):
        put(module, "marked", lambda metadata, name: True)
    put(simulator, "OPTIONS", simulator.msgspec.structs.replace(simulator.OPTIONS, leavers="delete"))


def ignores_has_next(put: Put) -> None:
    async def listed(transport: Any, page: Any, path: str, **more: Any) -> Any:
        known = 0
        async for one in right(transport, page, path, **more):
            known += 1
            if known > 3:  # the practice server gives pages of three
                return
            yield one

    right = lists.listed
    put(sys.modules["akiles_console.api.members"], "listed", listed)


def removes_whoever_a_short_file_does_not_name(put: Put) -> None:
    put(guard, "allows", lambda *_: True)


def forgets_the_ids_shape(put: Put) -> None:
    """A third of the reads takes an id for a number: 042 becomes 42.0."""
    asked = [0]

    def key(self: Employee) -> str:
        asked[0] += 1
        number = self.employee_id or ""
        return f"{int(number)}.0" if asked[0] // 40 % 3 == 2 else number

    put(Employee, "key", property(key))


def never_looks_again(put: Put) -> None:
    put(Picture, "_is_fresh", lambda self, member_id: member_id in self._seen)
    put(Picture, "forget", lambda self: None)


def leaves_what_two_consoles_made_twice(put: Put) -> None:
    put(twins, "to_take_back", lambda *_: ())


def journals_after_it_wrote(put: Put) -> None:
    async def write(self: Apply, operation: Any, result: Any) -> None:
        operation_id = f"{self._run_id}-{self._numbers[operation]}"
        sent = await self._sender.surely(operation, operation_id, operation.member_id or result.member_id or "")
        result.member_id = result.member_id or sent.id
        await self._journal.intend(self._run_id, operation_id, operation, result.member_id)

    put(Apply, "_write", write)


def begins_while_a_write_may_still_arrive(put: Put) -> None:
    async def let_arrive(*_: Any) -> bool:
        return False

    put(run, "let_arrive", let_arrive)


def forgets_leavers(put: Put) -> None:
    put(changes, "leave", lambda *_: [])


def writes_what_is_there(put: Put) -> None:
    put(changes, "_field_changes", lambda wish, *_: (("name", wish.employee.name),))


def gives_a_pin_each_time(put: Put) -> None:
    right = credentials._pins
    put(credentials, "_pins", lambda wish, _member, around: right(wish, None, around))


def forgets_the_second_group(put: Put) -> None:
    right, update = changes.create, changes._groups

    def create(wish: Any, around: Any) -> Any:
        operations, notes = right(wish, around)
        groups = [op for op in operations if op.kind == "add_group"]
        return [op for op in operations if op not in groups[1:]], notes

    put(changes, "create", create)
    put(changes, "_groups", lambda *a: [op for op in update(*a) if op.kind in REMOVALS])


BUGS: dict[Callable[[Put], None], int] = {
    repeats_a_create_without_a_look: 5,
    looks_only_at_once: 93,
    client_repeats_a_post: 85,
    takes_before_it_gives: 2,
    takes_although_what_was_given_is_not_seen: 110,
    takes_everybody_for_its_own: 1,
    ignores_has_next: 1,
    removes_whoever_a_short_file_does_not_name: 6,
    forgets_the_ids_shape: 1,
    never_looks_again: 2,
    leaves_what_two_consoles_made_twice: 3,
    journals_after_it_wrote: 1,
    begins_while_a_write_may_still_arrive: 4,
    forgets_leavers: 9,
    writes_what_is_there: 1,
    gives_a_pin_each_time: 1,
    forgets_the_second_group: 1,
}
"""Each bug, and the seed that found it last: it is tried first."""


@contextmanager
def put_in(bug: Callable[[Put], None]) -> Iterator[None]:
    """The engine with that bug, for as long as it is entered."""
    before: list[tuple[Any, str, Any]] = []

    def put(where: Any, name: str, what: Any) -> None:
        before.append((where, name, where.__dict__.get(name)))
        setattr(where, name, what)

    try:
        bug(put)
        yield
    finally:
        for where, name, what in reversed(before):
            delattr(where, name) if what is None else setattr(where, name, what)


def found(bug: Callable[[Put], None], seeds: int = SEEDS) -> str | None:
    """What the first schedule says that finds the bug, or None."""
    with put_in(bug):
        for seed in (BUGS[bug], *range(1, seeds + 1)):
            with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as home:
                try:
                    broken = simulator.simulate(seed, Path(home))
                except Exception as error:  # an engine that falls over is found as well
                    broken = f"seed {seed}: {error!r}"
            if broken:
                return str(broken)
    return None


def main() -> int:
    """Prints a line a bug; 1 where one was not found."""
    missed = 0
    for bug in BUGS:
        broken = found(bug)
        missed += broken is None
        print(f"{bug.__name__.replace('_', ' ')}: {broken or 'NOT FOUND'}"[:200], flush=True)
    print(f"{len(BUGS) - missed} of {len(BUGS)} found")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
