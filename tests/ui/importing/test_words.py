"""A plan in plain words, without a window."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from akiles_console.sync.guard import Verdict
from akiles_console.sync.plan import Note, Operation, Options, Person, Plan
from akiles_console.ui.pages.importing import verdicts, words

CALENDAR = words.Calendar(timezone="Europe/Madrid", now=datetime(2026, 11, 25, 9, tzinfo=UTC))


def person(status: str, key: str = "1", **changes: object) -> Person:
    return Person(key=key, name=f"Person {key}", status=status, **changes)  # type: ignore[arg-type]


def plan(*people: Person, operations: tuple[Operation, ...] = (Operation(kind="add_group", key="1"),)) -> Plan:
    return Plan(
        id="p", organization_id="o", operations=operations, people=people, managed=10, rows=len(people), timezone="UTC"
    )


def said(*operations: Operation, who: Person | None = None) -> list[str]:
    return words.person_words(who or person("update"), operations, {"mg_1": "Engineering"}, CALENDAR)


def test_a_new_person_is_said_as_one_would_say_it() -> None:
    assert said(
        Operation(kind="create_member", key="1", changes=(("name", "Ana"), ("starts_at", "2026-11-29T23:00:00Z"))),
        Operation(kind="add_group", key="1", target="mg_1"),
        Operation(kind="add_group", key="1", target="mg_2", name="Everyone"),
        Operation(kind="add_email", key="1", target="ana@example.com", name="ana@example.com"),
        Operation(kind="add_pin", key="1", changes=(("length", "6"),)),
        Operation(kind="add_magic_link", key="1"),
    ) == [
        "From Mon 30 Nov",
        "Joins Engineering, Everyone",
        "Gets the e-mail ana@example.com",
        "Gets a random PIN of 6 digits",
        "Gets a magic link",
    ]


def test_a_first_day_in_the_past_is_not_news_for_a_new_person() -> None:
    created = Operation(kind="create_member", key="1", changes=(("starts_at", "2019-03-01T00:00:00Z"),))
    assert said(created) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((("name", "Ana María"),), ["Is now called Ana María"]),
        ((("starts_at", ""),), ["No first day any more"]),
        ((("ends_at", ""),), ["No last day any more"]),
        ((("ends_at", "2026-12-31T22:59:59Z"),), ["All access ends on 31 Dec"]),
        ((("ends_at", "2026-12-01T14:30:00Z"),), ["All access ends on Tue 1 Dec, 15:30"]),
        ((("ends_at", "2026-11-20T22:59:59.123456789Z"),), ["All access ends at once"]),
        (
            (("metadata.source", "akiles-console"), ("metadata.sourceID", "7")),
            ["Is taken over: from now on this file looks after them"],
        ),
        ((("something_new", "x"),), []),
    ],
)
def test_changed_fields_are_said_one_by_one(changes: tuple[tuple[str, str], ...], expected: list[str]) -> None:
    assert said(Operation(kind="update_member", key="1", changes=changes)) == expected


def test_removals_are_said() -> None:
    assert said(
        Operation(kind="remove_group", key="1", name="Sales"),
        Operation(kind="remove_email", key="1", name="old@example.com"),
        Operation(kind="remove_pin", key="1"),
        Operation(kind="remove_card", key="1", name="crd_1"),
        Operation(kind="delete_member", key="1"),
    ) == [
        "Leaves Sales",
        "Loses the e-mail old@example.com",
        "Loses the PIN",
        "Loses the card crd_1",
        "Is deleted: all access ends at once",
    ]


def test_a_pin_of_the_file_is_named_but_never_shown() -> None:
    assert said(Operation(kind="add_pin", key="1", changes=(("from", "file"),))) == ["Gets the PIN from the file"]


def test_a_skip_gives_its_reason_once() -> None:
    skipped = person("skip", skip_reason="reason_a", notes=(Note(code="reason_a"), Note(code="note_b")))
    assert said(who=skipped) == ["reason_a", "note_b"]


def test_the_headline_counts_gains_changes_and_losses() -> None:
    people = [person("create", str(i)) for i in range(20)]
    people += [person("update", "u"), *[person("leave", f"l{i}", loses_access=True) for i in range(3)]]
    found = plan(*people)
    assert words.headline(found) == "20 people get access, 1 person changes, 3 people lose all access."
    assert words.action(found) == "Apply to 24 people"


def test_the_button_has_a_verb_and_a_number() -> None:
    assert words.action(plan(person("create"))) == "Give 1 person access"
    assert words.action(plan(person("create"), person("create", "2"), person("update", "3"))) == "Give 2 people access"
    assert words.action(plan(person("update"))) == "Apply to 1 person"
    assert words.action(plan(person("leave", loses_access=True), person("leave", "2"))) == "End access for 2 people"
    assert words.action(plan(person("unchanged"), operations=())) == "Nothing to do"


def test_nothing_to_do_is_said_with_those_left_out() -> None:
    found = plan(person("unchanged"), person("skip", "2"), person("skip", "3"), operations=())
    assert words.headline(found).startswith("Nothing to do")
    assert words.rest(found) == "2 rows are left out. 1 person stays as is."


def test_losses_come_first_and_every_line_has_its_own_key() -> None:
    found = plan(
        person("create", "1", row=1),
        person("skip", "", row=2, skip_reason="x"),
        person("skip", "", row=3, skip_reason="x"),
        person("update", "4", loses_access=True, row=4),
    )
    rows = words.plan_rows(found, {}, CALENDAR)
    assert [row.kind for row in rows] == ["lose", "create", "skip", "skip"]
    assert len({row.key for row in rows}) == 4


def test_operations_reach_their_own_person_only() -> None:
    found = plan(
        person("create", "1"),
        person("update", "2", member_id="m2"),
        operations=(
            Operation(kind="add_group", key="1", name="Sales"),
            Operation(kind="add_group", key="2", member_id="m2", name="Lab"),
        ),
    )
    assert [row.what for row in words.plan_rows(found, {}, CALENDAR)] == ["Joins Sales", "Joins Lab"]


def test_the_verdict_names_the_first_few_who_lose_access() -> None:
    found = plan(*[person("leave", str(i), loses_access=True) for i in range(7)])
    text = verdicts.verdict_words(Verdict(people=7, share=0.7, verdict="stop"), found)
    assert text == ("7 people lose all access: Person 0, Person 1, Person 2, Person 3, Person 4 and 2 more.")
    assert verdicts.verdict_words(Verdict(people=0, share=0, verdict="ok"), plan(person("create"))) == ""


def test_a_name_with_braces_stays_as_it_is() -> None:
    odd = Person(key="1", name="{count} {x}", status="leave", loses_access=True)
    assert verdicts.verdict_words(Verdict(people=1, share=1, verdict="ok"), plan(odd)) == (
        "1 person loses all access: {count} {x}."
    )


def test_a_stopped_plan_is_explained_as_a_single_exception() -> None:
    found = plan(*[person("leave", str(i), loses_access=True) for i in range(7)])
    title, text, button = verdicts.confirm_words(Verdict(people=7, share=0.7, verdict="stop"), found)
    assert title == "Take all access from 7 people?"
    assert "this very plan, once" in text
    assert button == "End access for 7 people"


def test_one_of_email_pin_card_is_needed() -> None:
    assert verdicts.settings_problem(Options()) == ""
    bare = Options(credentials=("magic_link",))
    assert verdicts.settings_problem(bare).startswith("Choose at least one")
