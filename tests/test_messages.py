"""Every code that the engine can hand up has words, and every sentence can be filled in and is one."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from akiles_console import messages

PACKAGE = Path(messages.__file__).parent.parent
RAISED = frozenset(
    {"Failure", "MappingError", "Note", "PlanError", "Problem", "Question", "SelfTestFailed", "SpreadsheetError"}
    | {"UsageError"}
)
ABSTRACT = {"api_error"}  # the root of a tree; only its branches are raised


def raised_codes() -> set[str]:
    """Codes given as a literal to an error, a note, a problem or a question, and `code = "..."` in error classes."""
    found: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        if "demo" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name not in RAISED:
                    continue
                places = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "code")]
                found |= {p.value for p in places if isinstance(p, ast.Constant) and isinstance(p.value, str)}
            if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "default_code":
                assert isinstance(node.value, ast.Constant)
                found.add(node.value.value)
    return found - ABSTRACT


@pytest.mark.parametrize("code", sorted(raised_codes()))
def test_a_code_has_words(code):
    assert messages.sentence(code).what != code


@pytest.mark.parametrize("code", sorted(messages._SENTENCES))
def test_words_are_sentences(code):
    what, hint = messages._SENTENCES[code]
    for text in filter(None, (what, hint)):
        assert text.rstrip()[-1] in ".?:}" or text.endswith("({type})"), text
        assert not [name for _, name, _, _ in string.Formatter().parse(text) if name == ""]


def test_a_code_from_tomorrow_is_shown_as_it_comes():
    assert messages.sentence("something_new").what == "something_new"


def test_the_codes_are_really_found():
    assert {"guard_stopped", "plan_moved", "no_credential"} <= raised_codes()


def test_no_code_has_words_in_two_rooms():
    rooms = [module for module in vars(messages).values() if hasattr(module, "SENTENCES")]
    codes = sorted(code for room in rooms for code in room.SENTENCES)
    assert codes == sorted(messages._SENTENCES)
