"""What the drawers of the Doors page say, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable

from akiles_console.access import week
from akiles_console.access.doors import Right, rights
from akiles_console.access.explain import Explainer
from akiles_console.api.models import Device, InputRule, Site
from akiles_console.ui import access_words, words
from akiles_console.ui.pages.doors import rows, week_words
from akiles_console.ui.pages.doors.contents import Contents
from akiles_console.ui.pages.doors.drawer import Details, Lines
from akiles_console.wording import N_, _

_ABLE = (
    ("pin", N_("keypad for PINs")), ("nfc", N_("reader for cards and phones")), ("audio", N_("sound")),
    ("internet", N_("own way to the internet")), ("ethernet", N_("network cable")), ("wifi", N_("Wi-Fi")),
    ("cellular", N_("mobile network")), ("mains", N_("mains")), ("battery", N_("battery")),
    ("input_rules", N_("rules for what is typed")), ("script", N_("scripts")),
)  # fmt: skip


def door(id: str, contents: Contents) -> Details | None:
    """A door: the device behind it, what it does, and the groups that open it."""
    gadget = contents.building.gadgets.get(id)
    if gadget is None:
        return None
    device = contents.building.devices.get(gadget.device_id or "")
    behind: Lines = ((_("No device is behind it."), "warn"),)
    if device is not None:
        state = words.online(device)
        behind = ((device.name, "body"), (state, "muted" if device.status.online else "loss"))
    actions = tuple((action.name or action.id, "body") for action in gadget.actions)
    typed = tuple((line, "body") for line in _typed_for(id, contents))
    sections = [(_("Device"), behind), (_("Does"), actions or ((_("Nothing."), "warn"),))]
    if typed:
        sections.append((_("At a keypad"), typed))
    return Details(gadget.name, contents.site(gadget.site_id), tuple(sections), gadget.id)


def device(id: str, contents: Contents) -> Details | None:
    """A device: what it is and can do, its power, its doors, and what its keypad does."""
    found = contents.building.devices.get(id)
    if found is None:
        return None
    subtitle = f"{contents.product(found.product_id)}, {contents.site(found.site_id)}"
    doors = sorted(one.name for one in contents.building.gadgets.values() if one.device_id == id)
    sections = [
        (_("Now"), _state(found)),
        (_("Doors"), _plain(doors, _("No door hangs on it."))),
        (_("Has"), _plain([_(text) for field, text in _ABLE if getattr(found.capabilities, field)], _("Nothing."))),
    ]
    if found.capabilities.pin or found.input_rules:
        rules = [input_rule(rule, contents) for rule in found.input_rules]
        none = _("A PIN or card opens the first door of this device.")
        sections.append((_("What is typed opens"), _plain(rules, none)))
    return Details(found.name, subtitle, tuple(sections), found.id)


def site(id: str, contents: Contents) -> Details | None:
    """A site: where it is, its zone, whom to ask, its doors."""
    found = contents.building.sites.get(id)
    if found is None:
        return None
    doors = sorted(one.name for one in contents.building.gadgets.values() if one.site_id == id)
    sections = (
        (_("Address"), _plain([found.map.address if found.map else None], _("Not given."))),
        (_("Contact"), _plain((found.phone, found.email, found.info), _("Not given."))),
        (_("Time zone"), ((found.timezone, "body"),)),
        (_("A phone is there"), ((_presence(found), "body"),)),
        (_("Doors"), _plain(doors, _("No door is set up here."))),
    )
    return Details(found.name, "", sections, found.id)


def group(id: str, contents: Contents) -> Details | None:
    """A group: its rules in words, and what they come to at each door for somebody with every kind of credential."""
    found = contents.building.groups.get(id)
    if found is None:
        return None
    rules = [right(one, contents) for one in rights([found])]
    explained = Explainer(contents.building, contents.now).group(id)
    doors = access_words.lines(explained, contents.building, contents.now, of_group=True)
    sections = (
        (_("Opens"), _plain(rules, _("Nothing: it has no rule."))),
        (_("So somebody in it gets in"), doors),
    )
    return Details(found.name, "", sections, found.id)


def schedule(id: str, contents: Contents) -> Details | None:
    """A schedule: its week, who uses it, and in which zone its hours are meant."""
    found = contents.building.schedules.get(id)
    if found is None:
        return None
    users = [one.name for one in week_words.users(id, contents.building)]
    sections = (
        (_("Open"), _plain(week_words.week_lines(week.of(found.weekdays)), "")),
        (_("Used by"), _plain(users, _("No group uses these hours yet."))),
        (_("Zone"), ((week_words.zones(found, contents.building), "muted"),)),
    )
    return Details(found.name, "", sections, found.id)


def webhook(id: str, contents: Contents) -> Details | None:
    """A webhook: where to, and its events."""
    found = contents.webhooks.get(id)
    if found is None:
        return None
    state = _("Akiles reports there.") if found.is_enabled else _("Switched off: nothing is sent.")
    return Details(found.url, state, ((_("Events"), _plain(rows.events_of(found.filter), "")),), found.id)


def product(id: str, contents: Contents) -> Details | None:
    """A product: the devices of it."""
    found = contents.products.get(id)
    if found is None:
        return None
    names = [
        f"{one.name}, {contents.site(one.site_id)}"
        for one in contents.building.devices.values()
        if one.product_id == id
    ]
    return Details(found.name, "", ((_("Devices"), _plain(sorted(names), _("None is set up."))),), found.id)


def right(found: Right, contents: Contents) -> str:
    """What one rule opens, when and how."""
    built = contents.building
    where = _("Every door")
    if found.gadget_id:
        where = contents.door(found.gadget_id)
    elif found.site_id:
        where = _("Every door of {site}").format(site=contents.site(found.site_id))
    limits = []
    if found.action_id:
        limits.append(_("only {action}").format(action=action_name(found.gadget_id, found.action_id, contents)))
    schedule = built.schedules.get(found.schedule_id)
    limits.append(words.limits_of(found, schedule.name if schedule else "") or _("always"))
    return f"{where}: {', '.join(limits)}"


def action_name(gadget_id: str, action_id: str, contents: Contents) -> str:
    """The name of a door's action, its id where it has none."""
    gadget = contents.building.gadgets.get(gadget_id)
    names = {action.id: action.name for action in gadget.actions} if gadget else {}
    return names.get(action_id) or action_id


def input_rule(rule: InputRule, contents: Contents) -> str:
    """What a keypad does with a code in front."""
    does = {
        "door": contents.door(rule.gadget_id),
        "action": action_name(rule.gadget_id, rule.action_id, contents),
    }
    if not rule.code:
        return _("PIN or card: {door}, {action}").format(**does)
    return _("{code}, then PIN or card: {door}, {action}").format(code=rule.code, **does)


def _typed_for(gadget_id: str, contents: Contents) -> list[str]:
    return [
        f"{one.name}: {input_rule(rule, contents)}"
        for one in contents.building.devices.values()
        for rule in one.input_rules
        if rule.gadget_id == gadget_id
    ]


def _state(found: Device) -> Lines:
    online = found.status.online
    lines = [(_("Online") if online else _("Offline: it cannot be reached now."), "body" if online else "loss")]
    power = _("Battery: {left}").format(left=words.battery(found))
    if found.capabilities.battery or found.status.battery_present:
        lines.append((power, "body"))
    if found.hardware_id is None:
        lines.append((_("Virtual: no hardware is behind it."), "muted"))
    return tuple(lines)


def _presence(found: Site) -> str:
    if found.geo is None or found.geo.radius is None:
        return _("Nobody has set where.")
    return _("within {metres} metres").format(metres=round(found.geo.radius))


def _plain(lines: Iterable[str | None], none: str) -> Lines:
    shown = tuple((line, "body") for line in lines if line)
    return shown or ((none, "muted"),)
