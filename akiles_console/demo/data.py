"""What the practice organizations hold at the start. The same clock gives the same objects."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from akiles_console.demo import access, building, practice
from akiles_console.demo.backend import Backend
from akiles_console.demo.lists import Object

TEMPLATES = ("office", "empty")

# Name, groups, made by (a source, or "" for by hand), kinds of credentials
_PEOPLE = (
    ("Núria Casals Ferrer", "Everyone,Management", "", "emails,cards"),
    ("Henrik Sørensen", "Everyone,Engineering", "", "emails,pins"),
    ("Łucja Wiśniewska", "Everyone,Engineering", "", "emails,cards"),
    ("Tomás Ibáñez Rey", "Everyone,Sales", "", "emails,pins"),
    ("Aoife Ní Bhriain", "Everyone,Sales", "", "emails"),
    ("Chidi Okonkwo", "Everyone,Operations", "", "emails,cards"),
    ("Mai Thị Hương", "Everyone,Finance", "", "emails,pins"),
    ("Jörg Weißenfels", "Everyone,Engineering", "", "emails"),
    ("Élodie Marchand", "Everyone,Sales", "", "emails,magic_links"),
    ("Ferran Puig i Soler", "Everyone,Operations", "", "cards"),
    ("Zeynep Yıldırım", "Everyone,Finance", "", "emails,cards"),
    ("Kwabena Boateng", "Everyone,Engineering", "", "emails,pins"),
    ("Night cleaning team", "Everyone", "", "pins"),
    ("Delivery entrance code", "", "", "pins"),
    ("Ingrid Håkansson", "Everyone", "nexudus", "emails"),
    ("Rafael D'Ávila", "Everyone", "nexudus", "emails,pins"),
    ("Sofía Quintero", "Everyone,Sales", "nexudus", "emails"),
    ("Petr Dvořák", "Everyone", "nexudus", "emails,cards"),
    ("Haruka Ishikawa", "Everyone", "nexudus", "emails"),
    ("Leila Benmoussa", "Everyone", "nexudus", "emails,magic_links"),
    ("Gæsteværelse 4 - Lindqvist", "Everyone", "guesty", "magic_links"),
    ("Gästezimmer 2 - Grünwald", "Everyone", "guesty", "magic_links,pins"),
    ("Apartment 1 - O'Donnell", "Everyone", "guesty", "pins"),
    ("Apartment 3 - Papadopoulou", "Everyone", "guesty", "magic_links"),
    ("Apartment 5 - Moreau", "Everyone", "guesty", "pins"),
)
_GIVEN = (
    *("Ana", "Björn", "Carmen", "Dmytro", "Eszter", "Fátima", "Gonçalo", "Hanna", "Ivo", "Jūratė", "Kaito"),
    *("Laia", "Mateusz", "Nguyễn", "Oluwaseun", "Paweł", "Rubén", "Siobhán", "Théo", "Ulla", "Vít", "Ximena"),
)
_FAMILY = (
    *("Álvarez", "Bergström", "Castañeda", "Dąbrowski", "Eriksen", "Fernández", "Güler", "Hernández", "Iversen"),
    *("Jovanović", "Kovács", "López", "Müller", "Novák", "Ortiz", "Peña", "Quiroga", "Rossi", "Šimić", "Tremblay"),
    *("Ünal", "Varga", "Whelan", "Yamada", "Živković"),
)
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae"})
_TRIES = 50  # people and doors looked at for one opening of the week


def start(template: str, now: Callable[[], datetime], ids: Sequence[str | None] = (None, None)) -> list[Backend]:
    """The office, as the template says, and an empty annex beside it, with the ids of before where there are some."""
    return [build(template, "Practice office", now, 0, ids[0]), build("empty", "Practice annex", now, 1, ids[1])]


def build(
    template: str, name: str, now: Callable[[], datetime], seed: int = 0, organization_id: str | None = None
) -> Backend:
    """A new organization (with an id of its own unless one is given); ValueError for a template that does not exist."""
    if template not in TEMPLATES:
        raise ValueError(f"no template {template!r}")
    chance = random.Random(seed)
    start = now() - timedelta(days=400)
    backend = Backend(name, now=now, chance=chance, organization_id=organization_id)
    for product, (title, _) in building.PRODUCTS.items():
        backend.make("products", {"id": product, "name": title})
    if template == "empty":
        building.add_sites(backend, building.SITES[:1], start)
        return backend
    sites = building.add_sites(backend, building.SITES, start)
    gadgets = building.add_doors(backend, sites, start)
    groups = building.add_groups(backend, sites, gadgets, start)
    _add_people(backend, groups, now(), chance)
    _add_week(backend, list(gadgets.values()), now(), chance)
    return backend


def add_members(backend: Backend, count: int, now: datetime) -> None:
    """Members as a sync by this program would have made them: e-mail, one group, our mark on all of it."""
    chance = random.Random(count)
    groups = list(backend.tables["member_groups"].by_id) or [backend.make("member_groups", {"name": "Everyone"})["id"]]
    begun = now - timedelta(days=30)
    for number in range(1, count + 1):
        at = begun + timedelta(seconds=number)
        person = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"
        mark = {"source": "akiles-console", "sourceID": f"{number:06d}"}
        member = backend.make("members", {"name": person, "metadata": mark}, at=at)
        address = f"person.{number:06d}@example.com"
        backend.make_child("emails", member["id"], {"email": address, "metadata": dict(mark)}, at=at)
        group = {"member_group_id": chance.choice(groups), "metadata": dict(mark)}
        backend.make_child("group_associations", member["id"], group, at=at)


def _add_people(backend: Backend, groups: dict[str, str], now: datetime, chance: random.Random) -> None:
    cards = _add_cards(backend, chance)
    for place, (name, of, source, kinds) in enumerate(_PEOPLE):
        at = now - timedelta(days=200 - 7 * place, minutes=chance.randrange(600))
        mark = {"source": source, "sourceID": f"{source[:2]}-{8100 + 37 * place}"} if source else {}
        dates = {}
        if source == "guesty":
            dates = {
                "starts_at": backend.stamp(now - timedelta(days=1)),
                "ends_at": backend.stamp(now + timedelta(days=4)),
            }
        member = backend.make("members", {"name": name, "metadata": mark, **dates}, at=at)
        for group in filter(None, of.split(",")):
            of_group = {"member_group_id": groups[group], "metadata": dict(mark)}
            backend.make_child("group_associations", member["id"], of_group, at=at)
        for child in kinds.split(","):
            values: Object = {"metadata": dict(mark)}
            if child == "emails":
                values["email"] = f"{_plain(name)}@example.com"
            if child == "cards":
                values["card_id"] = next(cards)
            backend.make_child(child, member["id"], values, at=at)


def _add_cards(backend: Backend, chance: random.Random) -> Iterator[str]:
    """Fourteen cards, some with a printed code; the caller gives the first of them to people."""
    ids = []
    for number in range(1, 15):
        uid = f"04{chance.randrange(16**12):012X}"
        code = "".join(chance.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=5)) if number % 3 else None
        card: Object = {"name": f"Card {number:02d}", "uid": uid, "printed_code": code, "metadata": {}}
        ids.append(backend.make("cards", card)["id"])
    return iter(ids)


def _add_week(backend: Backend, gadgets: list[Object], now: datetime, chance: random.Random) -> None:
    """Doors opened in the last seven days, by day more than by night and less at the weekend."""
    people = backend.members
    for days in range(7, 0, -1):
        day = (now - timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
        for _ in range(5 if day.weekday() >= 5 else 30):
            at = day + timedelta(seconds=int(chance.triangular(6 * 3600, 22 * 3600, 9 * 3600)))
            _open_a_door(backend, people, gadgets, at)


def _open_a_door(backend: Backend, people: list[Object], gadgets: list[Object], at: datetime) -> None:
    """Somebody who gets in somewhere at that moment; nobody, if it is a bad time."""
    for _ in range(_TRIES):
        member, gadget = backend.chance.choice(people), backend.chance.choice(gadgets)
        if found := access.ways(backend, member, gadget, at):
            backend.report(practice.used(backend, member, gadget, backend.chance.choice(found), at))
            return


def _plain(name: str) -> str:
    """`Łucja Wiśniewska` -> `lucja.wisniewska`, as addresses are made of names."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    words = "".join(c for c in letters if c.isascii() and (c.isalpha() or c == " ")).split()
    return ".".join(words[:2])
