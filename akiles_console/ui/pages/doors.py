"""The Doors page: doors, the devices behind them, sites and member groups, read only."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QTabWidget, QWidget

from akiles_console import messages
from akiles_console.api.models import Device, Gadget, MemberGroup, Product, Schedule, Site
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.ui import words
from akiles_console.ui.tables import Column
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.page import Page, everything
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _, plural


@dataclass(frozen=True)
class Row:
    """A record of any of the four kinds, as its table shows it: one text per column."""

    id: str
    cells: tuple[str, ...]
    offline: bool = False


def _columns(*titles: tuple[str, int]) -> tuple[Column[Row], ...]:
    return tuple(_column(place, title, width) for place, (title, width) in enumerate(titles))


def _column(place: int, title: str, width: int) -> Column[Row]:
    def text(row: Row) -> str:
        return row.cells[place]

    def tone(row: Row) -> str | None:
        return "loss" if row.offline and row.cells[place] == _("offline") else None

    return Column(title, text, width, tone=tone)


DOORS = _columns((_("Door"), 28), (_("Site"), 24), (_("Device"), 28), (_("Now"), 12))
DEVICES = _columns((_("Device"), 28), (_("Product"), 24), (_("Site"), 24), (_("Now"), 12), (_("Battery"), 10))
SITES = _columns((_("Site"), 28), (_("Time zone"), 22), (_("Doors in it"), 14), (_("Devices in it"), 16))
GROUPS = _columns((_("Group"), 26), (_("Opens"), 80))


def door_rows(gadgets: Sequence[Gadget], devices: Mapping[str, Device], sites: Mapping[str, Site]) -> list[Row]:
    """Gadgets with the device behind them."""
    rows = []
    for gadget in gadgets:
        device = devices.get(gadget.device_id or "")
        now = words.online(device)
        cells = (gadget.name, _site(sites, gadget.site_id), device.name if device else "", now)
        rows.append(Row(gadget.id, cells, device is not None and not device.status.online))
    return rows


def device_rows(devices: Sequence[Device], products: Mapping[str, Product], sites: Mapping[str, Site]) -> list[Row]:
    """Devices with the name of their product."""
    return [
        Row(
            device.id,
            (
                device.name,
                products[device.product_id].name if device.product_id in products else device.product_id,
                _site(sites, device.site_id),
                words.online(device),
                words.battery(device),
            ),
            not device.status.online,
        )
        for device in devices
    ]


def site_rows(sites: Sequence[Site], gadgets: Sequence[Gadget], devices: Sequence[Device]) -> list[Row]:
    """Sites with how much is in them."""
    return [
        Row(
            site.id,
            (
                site.name,
                site.timezone,
                plural("{count} door", "{count} doors", sum(gadget.site_id == site.id for gadget in gadgets)),
                plural("{count} device", "{count} devices", sum(device.site_id == site.id for device in devices)),
            ),
        )
        for site in sites
    ]


def group_rows(
    groups: Sequence[MemberGroup],
    gadgets: Mapping[str, Gadget],
    sites: Mapping[str, Site],
    schedules: Mapping[str, Schedule],
) -> list[Row]:
    """Member groups with the doors they open."""
    return [Row(group.id, (group.name, words.doors(group, gadgets, sites, schedules))) for group in groups]


def _site(sites: Mapping[str, Site], id: str) -> str:
    return sites[id].name if id in sites else id


class DoorsPage(Page):
    """Four lists in tabs, read in one go."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(_("Doors"), _("What opens, what it hangs on, and which group opens it."), parent)
        self._session, self._tasks = session, tasks
        self.tabs = QTabWidget(self)
        self.tabs.tabBar().setAccessibleName(_("Lists"))
        self.doors = self._list(_("Doors"), DOORS, _("No door is set up at Akiles yet."))
        self.devices = self._list(_("Devices"), DEVICES, _("No device is set up at Akiles yet."))
        self.sites = self._list(_("Sites"), SITES, _("No site is set up at Akiles yet."))
        self.groups = self._list(_("Groups"), GROUPS, _("No member group is set up at Akiles yet."))
        self._all = (self.doors, self.devices, self.sites, self.groups)
        self.body.addWidget(self.tabs, 1)

    def reload(self) -> None:
        """Reads everything anew; what is shown stays until then."""
        self._tasks.restart("doors", self._load())

    def _list(self, name: str, columns: tuple[Column[Row], ...], empty: str) -> RecordList[Row]:
        made: RecordList[Row] = RecordList(name=name, columns=columns, empty=empty, key=_id, sort=0)
        made.setContentsMargins(0, 16, 0, 0)
        made.retry.connect(self.reload)
        self.tabs.addTab(made, name)
        return made

    async def _load(self) -> None:
        for shown in self._all:
            shown.set_loading()
        try:
            rows = await self._read()
        except Failure as failure:
            for shown in self._all:
                shown.set_error(str(messages.of(failure)))
            self.troubled.emit(failure)
            return
        for shown, found in zip(self._all, rows, strict=True):
            shown.set_rows(found)
        self.troubled.emit(None)

    async def _read(self) -> tuple[list[Row], ...]:
        client = self._session.client
        sites, products, devices, gadgets, groups, schedules = await asyncio.gather(
            everything(client.sites.list()), everything(client.products.list()), everything(client.devices.list()),
            everything(client.gadgets.list()), everything(client.member_groups.list()),
            everything(client.schedules.list()),
        )  # fmt: skip
        by_id = words.by_id
        places, doors = by_id(sites), by_id(gadgets)
        return (
            door_rows(gadgets, by_id(devices), places),
            device_rows(devices, by_id(products), places),
            site_rows(sites, gadgets, devices),
            group_rows(groups, doors, places, by_id(schedules)),
        )


def _id(row: Row) -> str:
    return row.id
