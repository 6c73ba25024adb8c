"""The rows of the Doors page's lists, decided without a window."""

from __future__ import annotations

from dataclasses import dataclass

from akiles_console.access import week
from akiles_console.ui import words
from akiles_console.ui.pages.doors import week_words
from akiles_console.ui.pages.doors.contents import Contents
from akiles_console.ui.tables import Column
from akiles_console.wording import _, plural


@dataclass(frozen=True)
class Row:
    """A record of any kind, as its table shows it: one text per column. `tones` colour some of them."""

    id: str
    cells: tuple[str, ...]
    tones: tuple[tuple[int, str], ...] = ()


def columns(*titles: tuple[str, int]) -> tuple[Column[Row], ...]:
    """Columns with these titles and widths, in the order of a row's cells."""
    return tuple(_column(place, title, width) for place, (title, width) in enumerate(titles))


def _column(place: int, title: str, width: int) -> Column[Row]:
    def text(row: Row) -> str:
        return row.cells[place]

    def tone(row: Row) -> str | None:
        return dict(row.tones).get(place)

    return Column(title, text, width, tone=tone)


DOORS = columns((_("Door"), 28), (_("Site"), 24), (_("Device"), 28), (_("Now"), 12))
DEVICES = columns((_("Device"), 28), (_("Product"), 24), (_("Site"), 24), (_("Now"), 12), (_("Battery"), 10))
SITES = columns((_("Site"), 28), (_("Time zone"), 22), (_("Doors in it"), 14), (_("Devices in it"), 16))
GROUPS = columns((_("Group"), 26), (_("Opens"), 80))
SCHEDULES = columns((_("Schedule"), 30), (_("Open"), 60), (_("Used by"), 30))


def doors(contents: Contents) -> list[Row]:
    """Gadgets with the device behind them."""
    rows = []
    for gadget in contents.building.gadgets.values():
        device = contents.building.devices.get(gadget.device_id or "")
        away = device is not None and not device.status.online
        cells = (gadget.name, contents.site(gadget.site_id), device.name if device else "", words.online(device))
        rows.append(Row(gadget.id, cells, ((3, "loss"),) if away else ()))
    return rows


def devices(contents: Contents) -> list[Row]:
    """Devices with the name of their product."""
    return [
        Row(
            device.id,
            (
                device.name,
                contents.product(device.product_id),
                contents.site(device.site_id),
                words.online(device),
                words.battery(device),
            ),
            () if device.status.online else ((3, "loss"),),
        )
        for device in contents.building.devices.values()
    ]


def sites(contents: Contents) -> list[Row]:
    """Sites with how much is in them."""
    built = contents.building
    return [
        Row(
            site.id,
            (
                site.name,
                site.timezone,
                plural("{count} door", "{count} doors", sum(one.site_id == site.id for one in built.gadgets.values())),
                plural(
                    "{count} device", "{count} devices", sum(one.site_id == site.id for one in built.devices.values())
                ),
            ),
        )
        for site in built.sites.values()
    ]


def groups(contents: Contents) -> list[Row]:
    """Member groups with the doors they open."""
    built = contents.building
    return [
        Row(group.id, (group.name, words.doors(group, built.gadgets, built.sites, built.schedules)))
        for group in built.groups.values()
    ]


def schedules(contents: Contents) -> list[Row]:
    """Schedules with their hours and the groups that use them."""
    return [
        Row(
            one.id,
            (
                one.name,
                "; ".join(week_words.week_lines(week.of(one.weekdays))),
                ", ".join(group.name for group in week_words.users(one.id, contents.building)) or _("no group"),
            ),
        )
        for one in contents.building.schedules.values()
    ]
