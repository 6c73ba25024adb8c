"""Several rows of one person - contracts, positions - put together into one."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from akiles_console.people.employee import Employee


def joined(rows: Sequence[Employee], today: str) -> Employee | None:
    """One person out of rows with the same id; None where they may be different people.

    The names must be the same, and no two rows may have different PINs. A row that is over (it ended before `today`,
    or its status says so) gives neither groups nor an end where another one goes on. Groups, addresses and cards are
    united; the start is the earliest, the end the latest, or none where a row has none.
    """
    first = rows[0]
    names = {" ".join(row.name.casefold().split()) for row in rows}
    pins = {row.pin for row in rows if row.pin}
    if len(names) > 1 or not first.name or len(pins) > 1:
        return None
    living = [row for row in rows if not _over(row, today)] or list(rows)
    ends = [row.ends_at for row in living]
    starts = [row.starts_at for row in rows if row.starts_at]
    active = {row.active for row in living}
    return msgspec.structs.replace(
        first,
        emails=_united([row.emails for row in rows]),
        groups=_united([row.groups for row in living]),
        cards=_united([row.cards for row in rows]),
        pin=next(iter(pins), None),
        starts_at=min(starts, default=None),
        ends_at=max(end for end in ends if end) if all(ends) else None,
        active=True if True in active else False if False in active else None,
        cleared=tuple(field for field in first.cleared if all(field in row.cleared for row in rows)),
    )


def _over(row: Employee, today: str) -> bool:
    return row.active is False or (row.ends_at is not None and row.ends_at[:10] < today)


def _united(values: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for some in values for one in some))
