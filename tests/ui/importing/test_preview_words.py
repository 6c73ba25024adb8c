"""One person of a plan before and after, what stands in a plan's way, and what can be looked at alone."""

from __future__ import annotations

from datetime import UTC, datetime

from akiles_console.access.building import Building
from akiles_console.api import models
from akiles_console.sync.directory import Directory
from akiles_console.sync.guard import Verdict
from akiles_console.sync.plan import Decision, Emptied, Note, Offer, Operation, Options, Person, Plan, Rekey
from akiles_console.sync.run import Proposal
from akiles_console.ui.pages.importing import person_words, verdicts, words

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
CALENDAR = words.Calendar(timezone="UTC", now=NOW)
GROUPS = [
    models.MemberGroup(id=f"mg_{n}", name=name, permissions=(models.PermissionRule(gadget_id=f"gad_{n}"),))
    for n, name in enumerate(("All", "Sales"))
]
BUILDING = Building.of(
    GROUPS,
    [models.Gadget(id=f"gad_{n}", name=name, site_id="site_1") for n, name in enumerate(("Street door", "Floor 2"))],
    [models.Site(id="site_1", name="Mayor")],
)


def ana() -> models.Member:
    link = models.GroupAssociation(id="ga_1", member_id="m", member_group_id="mg_0")
    email = models.MemberEmail(id="em_1", member_id="m", email="ana@example.com")
    return models.Member(id="m", name="Ana", group_associations=(link,), emails=(email,))


def plan(*people: Person, operations: tuple[Operation, ...] = (), **more: object) -> Plan:
    return Plan(
        id="p", organization_id="o", operations=operations, people=people, managed=10, rows=3, timezone="UTC",
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def view(person: Person, *operations: Operation, members: tuple[models.Member, ...] = ()) -> person_words.View:
    made = plan(person, operations=operations)
    directory = Directory(
        organization=models.Organization(id="o", name="Office"), members=members, member_groups=tuple(GROUPS)
    )
    verdict = Verdict(people=0, share=0, verdict="ok")
    proposal = Proposal(plan=made, verdict=verdict, directory=directory, now=NOW, calls=0)
    (row,) = words.plan_rows(made, directory.group_names(), CALENDAR)
    found = person_words.view(proposal, row, BUILDING)
    assert found is not None
    return found


def shown(found: person_words.View) -> dict[str, list[tuple[str, str]]]:
    return {section.title: [(line.text, line.tone) for line in section.lines] for section in found.sections}


def test_somebody_who_moves_is_shown_before_and_after_by_door() -> None:
    found = view(
        Person(key="1", name="Ana", member_id="m", status="update"),
        Operation(kind="add_group", key="1", member_id="m", target="mg_1"),
        Operation(kind="remove_group", key="1", member_id="m", target="ga_1"),
        members=(ana(),),
    )
    assert shown(found) == {
        "Doors": [("− Street door", "loss"), ("+ Floor 2", "gain")],
        "Access": [("always, as before", "muted")],
        "Akiles groups": [("before: All", "muted"), ("then: Sales", "body")],
        "Opens with": [("e-mail, as before", "muted")],
    }


def test_somebody_new_has_no_before_and_somebody_deleted_no_after() -> None:
    new = view(
        Person(key="1", name="Ana", status="create", row=4),
        Operation(kind="create_member", key="1", name="Ana", changes=(("starts_at", "2026-11-30T08:00:00Z"),)),
        Operation(kind="add_group", key="1", target="mg_0"),
    )
    assert shown(new)["Access"] == [("from Mon 30 Nov, 08:00", "body")]
    assert shown(new)["Doors"] == [("+ Street door", "gain"), ("Nothing they have opens Street door.", "warn")]
    assert new.row == 4
    gone = view(
        Person(key="1", name="Ana", member_id="m", status="leave", loses_access=True),
        Operation(kind="delete_member", key="1", member_id="m"), members=(ana(),),
    )  # fmt: skip
    assert shown(gone)["Doors"] == [("− Street door", "loss")]
    assert shown(gone)["Opens with"][1] == ("then: is deleted", "body")


def test_an_offer_has_a_reason_and_a_button_that_takes_it_or_takes_it_back() -> None:
    offer = Offer(kind="adopt", why="same_email", member_id="m", name="Ana R.")
    left = Person(
        key="1", name="Ana", status="skip", skip_reason="owned_by_hand", offers=(offer,),
        notes=(Note(code="owned_by_hand", details={"member": "Ana R."}),),
    )  # fmt: skip
    found = view(left)
    assert "(Ana R.)" in found.said[0].text
    (choice,) = found.choices
    assert choice.text.startswith("Ana R. was made by hand")
    assert (choice.button, choice.decision) == (
        "Take over this member", Decision(key="1", kind="adopt", member_id="m")
    )  # fmt: skip
    taken = Offer(kind="adopt", why="same_email", member_id="m", name="Ana R.", chosen=True)
    (choice,) = view(Person(key="1", name="Ana", status="update", offers=(taken,))).choices
    assert (choice.button, choice.chosen) == ("Do not take it over", True)


def test_people_are_looked_at_by_what_happens_to_them() -> None:
    offer = Offer(kind="rehire", why="same_id", member_id="m", name="Di")
    found = plan(
        Person(key="1", name="Ana", status="leave", loses_access=True),
        Person(key="2", name="Bo", status="create", notes=(Note(code="card_taken", details={"card": "7"}),)),
        Person(key="3", name="Cy", status="skip", skip_reason="outside_scope"),
        Person(key="4", name="Di", status="create", offers=(offer,)),
        Person(key="5", name="Ed", status="unchanged", notes=(Note(code="pin_not_compared"),)),
    )
    rows = words.plan_rows(found, {}, CALENDAR)
    assert [row.name for row in words.filtered(rows, "asks")] == ["Bo", "Di"]
    assert [row.name for row in words.filtered(rows, "lose")] == ["Ana"]
    assert [text for text, _ in words.filters(rows)] == [
        "Everybody (5)", "Losing access (1)", "New (2)", "Needs you (2)", "Left out (1)", "As they are (1)"
    ]  # fmt: skip


def test_every_reason_of_the_guard_is_said_and_groups_that_empty() -> None:
    found = plan(emptied=(Emptied(group_id="mg_1", name="Sales", leaving=9, held=10),))
    said = verdicts.verdict_words(
        Verdict(people=0, share=0, verdict="stop", reasons=("no_valid_row", "file_shrunk"), leaving=9), found
    )
    assert said.splitlines()[0] == "The group Sales loses 9 of its 10 people, who get no other group."
    assert len(said.splitlines()) == 3
    title, _text, _button = verdicts.confirm_words(Verdict(people=0, share=0, verdict="stop", leaving=9), found)
    assert title == "Take 9 people out of groups?"


def test_new_employee_ids_are_offered_together() -> None:
    pairs = tuple(
        Rekey(old_key=f"00{n}", new_key=str(n), member_id=f"m{n}", name=f"P{n}", why="same_email") for n in range(40)
    )
    text, button = verdicts.rekey_words(plan(rekeys=pairs), Options())
    assert text.startswith("40 people seem to have got new employee ids: P0 (000 → 0)")
    assert "and 37 more" in text
    assert button == "Change 40 employee ids"
    assert verdicts.rekey_words(plan(rekeys=pairs), Options(rekey=True))[1] == "Treat them as other people"
    assert verdicts.rekey_words(plan(), Options()) == ("", "")
