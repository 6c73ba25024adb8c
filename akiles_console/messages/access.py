"""Words for who gets in where: what to know about it, ways through a door, and hours of a week."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from akiles_console.access import hours
from akiles_console.access.hours import DAY, Week
from akiles_console.access.ways import Way
from akiles_console.sync import when
from akiles_console.wording import N_, _

SENTENCES: dict[str, tuple[str, str]] = {
    # the person
    "member_unknown": (
        N_("Nobody at Akiles has the id {person}. Nothing was changed."),
        N_("Give the member's id (mem_…) or the employee id, as the People page shows them."),
    ),
    "member_not_unique": (
        N_("{count} members have the employee id {person}. Nothing was changed."),
        N_("Give the member's own id instead, one of: {ids}."),
    ),
    "member_deleted": (N_("This member is deleted, so no door opens."), ""),
    "member_ended": (N_("Access ended on {end}, so no door opens."), N_("Give a new end date if that is wrong.")),
    "member_not_started": (N_("Access starts on {start}; until then no door opens."), ""),
    "member_without_group": (N_("No group, so no door opens."), N_("Add the person to a group.")),
    # groups
    "group_not_there": (N_("The group {group} is not at Akiles any more; it opens nothing."), ""),
    "group_ended": (N_("The time in the group {group} ended on {end}."), ""),
    "group_not_started": (N_("The time in the group {group} starts on {start}."), ""),
    "dates_crossed": (
        N_("The time in the group {group} ends on {end}, before it starts on {start}: it never opens anything."),
        N_("Correct the dates."),
    ),
    "group_without_doors": (
        N_("The group {group} opens no door."),
        N_("Give it a permission rule, or the people another group."),
    ),
    # rules
    "schedule_empty": (
        N_("The group {group} opens it in the hours “{schedule}”, and those have no hours in them."),
        N_("Fill in the schedule."),
    ),
    "schedule_gone": (
        N_("The group {group} opens it in the hours {schedule}, which are not at Akiles any more."),
        N_("Give the rule another schedule."),
    ),
    # credentials at one door
    "pin_no_keypad": (N_("The PIN does nothing here: there is no keypad for this door."), ""),
    "card_no_reader": (N_("The card does nothing here: there is no card reader for this door."), ""),
    "pins_forbidden": (N_("The PIN does nothing here: no rule allows it."), ""),
    "cards_forbidden": (N_("The card does nothing here: no rule allows it."), ""),
    "emails_forbidden": (
        N_("The e-mail does nothing here: internet, Bluetooth and phone NFC are not allowed or not there."),
        "",
    ),
    "magic_links_forbidden": (N_("The magic link does nothing here: internet and Bluetooth are not allowed."), ""),
    # credentials at all
    "no_way_to_open": (
        N_("No e-mail, PIN, magic link or card, so no door opens."),
        N_("Give the person one of them."),
    ),
    "pins_open_nothing": (
        N_("The PIN opens none of these doors."),
        N_("Give another way to open them, or allow PINs at a door with a keypad."),
    ),
    "cards_open_nothing": (
        N_("The card opens none of these doors."),
        N_("Give another way to open them, or allow cards at a door with a reader."),
    ),
    "emails_open_nothing": (
        N_("The e-mail opens none of these doors."),
        N_("Give another way to open them, or allow internet, Bluetooth or phone NFC."),
    ),
    "magic_links_open_nothing": (
        N_("The magic link opens none of these doors."),
        N_("Give another way to open them, or allow internet or Bluetooth."),
    ),
    # devices
    "door_offline": (
        N_(
            "{device} is offline now: a new PIN or card may not have reached it yet, and one that was taken away may "
            "still open."
        ),
        N_("Check its power and its network."),
    ),
}

METHODS = {
    "online": N_("internet"), "bluetooth": N_("Bluetooth"), "mobile_nfc": N_("phone NFC"),
    "pin": N_("PIN"), "card": N_("card"),
}  # fmt: skip
DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def methods(names: Iterable[str], nearby: bool = False) -> str:
    """The methods in a row: `PIN, card`. `nearby`: over the internet only at the site."""
    return ", ".join(
        _("internet (only at the site)") if name == "online" and nearby else _(METHODS.get(name, name))
        for name in names
    )  # fmt: skip


def week(hours_of: Week) -> str:
    """The hours of a week, days that are alike together: `Mon to Fri 07:00–20:00, Sat 08:00–14:00`."""
    if hours_of == hours.FULL:
        return _("always")
    runs: list[tuple[int, int]] = []
    for day, ranges in enumerate(hours_of):
        if runs and runs[-1][1] == day - 1 and hours_of[runs[-1][0]] == ranges:
            runs[-1] = runs[-1][0], day
        elif ranges:
            runs.append((day, day))
    texts = (f"{_days(first, last)} {_ranges(hours_of[first])}" for first, last in runs if hours_of[first])
    return ", ".join(texts) or _("never")


def _days(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return _("every day")
    if first == last:
        return _(DAYS[first])
    return _("{first} to {last}").format(first=_(DAYS[first]), last=_(DAYS[last]))


def _ranges(ranges: Iterable[tuple[int, int]]) -> str:
    found = tuple(ranges)
    if found == ((0, DAY),):
        return _("all day")
    return _(" and ").join(f"{_clock(start)}–{_clock(end)}" for start, end in found)


def _clock(second: int) -> str:
    minutes, seconds = divmod(second, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def way(shown: Way, actions: Iterable[str], moment: Callable[[str], str]) -> str:
    """A way through a door: hours with the schedule's name, actions (where not all), methods, and dates as `moment`
    writes RFC 3339 times."""
    parts = [f"{week(shown.week)} ({shown.when})" if shown.when else week(shown.week)]
    names = ", ".join(actions)
    if names:
        parts.append(_("only {actions}").format(actions=names))
    parts.append(_("by {methods}").format(methods=methods(shown.methods, shown.nearby)))
    if shown.start:
        parts.append(_("from {start}").format(start=moment(when.shown(shown.start))))
    if shown.end:
        parts.append(_("until {end}").format(end=moment(when.shown(shown.end))))
    return ", ".join(parts)


def dated(details: dict[str, str], shown: Callable[[str], str]) -> dict[str, str]:
    """The details of a caution with its times as `shown` writes them."""
    return {name: shown(value) if name in ("start", "end") else value for name, value in details.items()}
