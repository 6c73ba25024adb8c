"""Sees the window as a screen reader does, and presses what it names; run by the system's python3, which has pyatspi.

One JSON request a line on stdin, one JSON answer a line on stdout:
  {"do": "look"}                       every named thing that is showing, as [role, name, states]
  {"do": "press", "name": N}           the button, tick or choice of that name; answers whether it was there and on
  {"do": "focus"}                      the name of what has the keyboard
"""

import json
import sys

import pyatspi

SEEN = {
    "enabled": pyatspi.STATE_ENABLED,
    "checked": pyatspi.STATE_CHECKED,
    "focused": pyatspi.STATE_FOCUSED,
}
LARGE = 400
"""A table with more cells than that is not walked through."""


def showing(thing):
    """The thing and everything in it that is on the screen."""
    try:
        if thing.getRoleName() != "application" and not thing.getState().contains(pyatspi.STATE_SHOWING):
            return
        yield thing
        for place in range(min(thing.childCount, LARGE)):
            child = thing.getChildAtIndex(place)
            if child is not None:
                yield from showing(child)
    except Exception:  # it went away while we looked at it
        return


def everything():
    """All that is showing, in all programs of this desktop."""
    for program in pyatspi.Registry.getDesktop(0):
        if program is not None:
            yield from showing(program)


def states(thing):
    """What of `SEEN` holds for it."""
    held = thing.getState()
    return [name for name, state in SEEN.items() if held.contains(state)]


def look(_request):
    """Everything with a name."""
    return [[thing.getRoleName(), thing.name, states(thing)] for thing in everything() if thing.name]


def press(request):
    """Does what a click on the thing of that name would do."""
    for thing in everything():
        if thing.name == request["name"] and thing.getState().contains(pyatspi.STATE_ENABLED):
            try:
                action = thing.queryAction()
            except NotImplementedError:
                continue
            names = [action.getName(place) for place in range(action.nActions)]
            wanted = next((name for name in ("Press", "Toggle") if name in names), None)
            if wanted:
                action.doAction(names.index(wanted))
                return True
    return False


def focus(_request):
    """What has the keyboard; "" where nothing has. A table keeps its cell "focused" when it has lost it: not that."""
    cells = ("table cell", "list item", "table column header", "table row header")
    found = [thing.name for thing in everything() if "focused" in states(thing) and thing.getRoleName() not in cells]
    return found[-1] if found else ""


def main():
    """Answers until nobody asks any more."""
    answers = {"look": look, "press": press, "focus": focus}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = answers[request["do"]](request)
        except Exception as error:  # the window is going away: the test asks again
            answer = {"error": type(error).__name__}
        print(json.dumps(answer), flush=True)


main()
