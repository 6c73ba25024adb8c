"""What a search over everything finds first."""

import random
import time

import pytest

from akiles_console.ui.finding import Thing, ranked


def thing(name, kind="person", **fields):
    return Thing(name, kind, "people", **fields)


THINGS = [
    thing("People", "page"),
    thing("Ana Ruiz"),
    thing("Anabel Soto", more="0042 anabel.soto@example.com"),
    thing("Susana Peña"),
    thing("Ferran Puig i Soler"),
    thing("Street door", "door", detail="Mayor"),
    thing("Street door", "door", detail="Harbour"),
    thing("Łucja Wiśniewska"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ana", ["Ana Ruiz", "Anabel Soto", "Susana Peña"]),
        ("ANA RUIZ", ["Ana Ruiz"]),
        ("ruiz a", ["Ana Ruiz"]),
        ("pena", ["Susana Peña"]),
        ("0042", ["Anabel Soto"]),
        ("puig soler", ["Ferran Puig i Soler"]),
        ("wisniewska", ["Łucja Wiśniewska"]),
        ("door", ["Street door", "Street door"]),
        ("pe", ["People", "Susana Peña"]),
        ("zzzz", []),
        ("zz", []),
    ],
)
def test_the_likeliest_comes_first(text, expected):
    assert [one.name for one in ranked(text, THINGS)][: len(expected) or None] == expected


def test_a_slip_of_the_pen_still_finds():
    assert ranked("feran puig", THINGS)[0].name == "Ferran Puig i Soler"
    assert ranked("stret door", THINGS)[0].name == "Street door"


def test_without_a_text_the_first_things_are_shown_and_never_more_than_asked_for():
    assert ranked("  ", THINGS, 2) == THINGS[:2]
    assert len(ranked("a", THINGS, 3)) == 3


def test_a_hundred_thousand_names_are_looked_through_in_no_time():
    chance = random.Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [" ".join("".join(chance.choices(letters, k=7)) for _ in range(2)).title() for _ in range(100_000)]
    many = [thing(name) for name in names]
    began = time.process_time()
    assert ranked(names[70_000].lower(), many)[0].name == names[70_000]
    assert time.process_time() - began < 5  # as a rule under half a second, beside the window's thread
