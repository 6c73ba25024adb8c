"""What stands in a plan's way, and which settings shaped it, in plain words and without a window."""

from __future__ import annotations

from collections.abc import Sequence

from akiles_console import messages
from akiles_console.sync.guard import Verdict
from akiles_console.sync.plan import Emptied, Options, Plan
from akiles_console.ui.pages.importing.words import action
from akiles_console.wording import _, plural


def verdict_words(verdict: Verdict, plan: Plan) -> str:
    """Who loses what and everything that stands in the way, a line each; empty where nobody does and nothing stops
    the plan."""
    said = [_losers([person.name for person in plan.losing])] if verdict.people else []
    said += [_emptied(group) for group in plan.emptied]
    details = {"people": verdict.people, "percent": round(verdict.share * 100), "rows": plan.rows}
    said += [str(messages.sentence(reason, details)) for reason in verdict.reasons]
    return "\n".join(said)


def _losers(names: Sequence[str]) -> str:
    text = plural(
        "{count} person loses all access: {{names}}.", "{count} people lose all access: {{names}}.", len(names)
    )
    return text.format(names=named(names))


def _emptied(group: Emptied) -> str:
    text = _("The group {name} loses {count} of its {held} people, who get no other group.")
    return text.format(name=group.name, count=group.leaving, held=group.held)


def named(names: Sequence[str], shown: int = 5) -> str:
    """Some of the names, and how many more there are."""
    said = ", ".join(names[:shown])
    if len(names) <= shown:
        return said
    return _("{names} and {count} more").format(names=said, count=len(names) - shown)


def confirm_words(verdict: Verdict, plan: Plan) -> tuple[str, str, str]:
    """Title, text and button of the question before a dangerous plan."""
    if verdict.people:
        title = plural("Take all access from {count} person?", "Take all access from {count} people?", verdict.people)
    elif verdict.leaving:
        title = plural("Take {count} person out of groups?", "Take {count} people out of groups?", verdict.leaving)
    else:
        title = _("Go on all the same?")
    text = verdict_words(verdict, plan)
    if verdict.verdict == "stop":
        text = _("{danger} That holds for this very plan, once; the next one is checked again.").format(danger=text)
    return title, text, action(plan)


def rekey_words(plan: Plan, options: Options) -> tuple[str, str]:
    """What to say where people seem to have got new employee ids, and the button; two "" where nobody has."""
    if not plan.rekeys:
        return "", ""
    count = len(plan.rekeys)
    pairs = named([f"{one.name} ({one.old_key} → {one.new_key})" for one in plan.rekeys], 3)
    if options.rekey:
        text = plural(
            "{count} person keeps everything and gets the new employee id: {{pairs}}.",
            "{count} people keep everything and get their new employee ids: {{pairs}}.", count,
        )  # fmt: skip
        return text.format(pairs=pairs), _("Treat them as other people")
    text = plural(
        "{count} person seems to have got a new employee id: {{pairs}}. As it is, the old one is treated as missing "
        "and the new one as somebody new.",
        "{count} people seem to have got new employee ids: {{pairs}}. As it is, the old ones are treated as missing "
        "and the new ones as new people.", count,
    )  # fmt: skip
    button = plural("Change {count} employee id", "Change {count} employee ids", count)
    return text.format(pairs=pairs), button


def settings_problem(options: Options) -> str:
    """What is wrong with the settings, in a sentence; empty where a plan can be made."""
    if not {"email", "pin", "card"} & set(options.credentials):
        return _("Choose at least one of e-mail, PIN and card: without one of them nobody can open a door.")
    return ""


TYPE_FROM = 5
"""From so many people who lose all access on, taking a run back needs their number too."""


def undo_words(plan: Plan) -> tuple[str, str, str]:
    """Title, text and button of the question before a run is taken back."""
    if not plan.operations:
        text = _("Everything that this run did is gone already, or was changed by somebody since and stays as it is.")
        return _("There is nothing left to take back"), text, ""
    people = len({operation.key for operation in plan.operations})
    title = plural("Take this run back for {count} person?", "Take this run back for {count} people?", people)
    said = []
    gone = [person.name for person in plan.losing]
    if gone:
        said.append(_losers(gone))
    made = sum(operation.kind == "delete_member" for operation in plan.operations)
    if made:
        said.append(
            plural("{count} member that it made is deleted.", "{count} members that it made are deleted.", made)
        )
    given = sum(operation.kind.startswith("add_") for operation in plan.operations)
    if given:
        said.append(
            plural("{count} thing that it took is given again.", "{count} things that it took are given again.", given)
        )
    left = sum(bool(person.notes) for person in plan.people)
    if left:
        said.append(
            plural(
                "For {count} person something cannot come back; the report says what.",
                "For {count} people something cannot come back; the report says what.",
                left,
            )
        )
    said.append(_("What somebody else has changed since stays as it is."))
    return title, "\n".join(said), plural("Take back for {count} person", "Take back for {count} people", people)
