"""The rows of the Doors page's lists, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from akiles_console.access import week
from akiles_console.access.cards import Holder
from akiles_console.api.models import Card
from akiles_console.api.webhooks import WebhookRule
from akiles_console.ui import words
from akiles_console.ui.pages.doors import week_words
from akiles_console.ui.pages.doors.contents import Contents
from akiles_console.ui.tables import Column
from akiles_console.wording import N_, _, plural

OBJECTS = {
    "gadget_action": N_("Doors used"), "member": N_("People"), "member_group": N_("Groups"),
    "gadget": N_("Doors"), "site": N_("Sites"), "organization": N_("The organization"),
}  # fmt: skip
VERBS = {"create": N_("made"), "edit": N_("changed"), "delete": N_("deleted"), "use": N_("used")}
"""What a webhook can be told of: objects, and what happens to them."""


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
CARDS = columns((_("Card"), 24), (_("Held by"), 28), (_("Printed code"), 14), (_("UID"), 22), (_("Id"), 26))
WEBHOOKS = columns((_("Address"), 50), (_("Events"), 40), (_("Now"), 12))
PRODUCTS = columns((_("Product"), 36), (_("Devices"), 16))
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


def card_name(card: Card) -> str:
    """What a card is called: by its name, else by what is printed on it, else by its UID."""
    return card.name or card.printed_code or card.uid or card.id


def cards(contents: Contents, holders: Mapping[str, Holder] | None) -> list[Row]:
    """Cards with who holds them; None while that is not known."""
    return [Row(card.id, _card_cells(card, holders)) for card in contents.cards.values()]


def _card_cells(card: Card, holders: Mapping[str, Holder] | None) -> tuple[str, ...]:
    if holders is None:
        held = _("being read…")
    else:
        held = holders[card.id].member.name if card.id in holders else _("nobody")
    return card_name(card), held, card.printed_code or "", card.uid or "", card.id


def webhooks(contents: Contents) -> list[Row]:
    """Webhooks with their events in words."""
    return [
        Row(
            hook.id,
            (hook.url, "; ".join(events_of(hook.filter)), _("on") if hook.is_enabled else _("off")),
            () if hook.is_enabled else ((2, "muted"),),
        )
        for hook in contents.webhooks.values()
    ]


def events_of(filter: Iterable[WebhookRule]) -> list[str]:
    """The events of a webhook, one line for each kind of object; what we do not know as it comes."""
    found: dict[str, list[str | None]] = {}
    for rule in filter:
        found.setdefault(rule.object_type, []).append(rule.verb)
    return [f"{_(OBJECTS.get(name, name))}: {_verbs(verbs)}" for name, verbs in found.items()] or [_("none")]


def _verbs(verbs: Sequence[str | None]) -> str:
    if None in verbs:
        return _("everything")
    return ", ".join(_(VERBS.get(verb, verb)) for verb in verbs if verb)


def products(contents: Contents) -> list[Row]:
    """Products with how many devices are of them."""
    kinds = [device.product_id for device in contents.building.devices.values()]
    return [
        Row(one.id, (one.name, plural("{count} device", "{count} devices", kinds.count(one.id))))
        for one in contents.products.values()
    ]
