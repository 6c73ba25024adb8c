"""Every code of this room has words, and every word's gap is filled by the code's details."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from akiles_console import people
from akiles_console.messages import source

ROOM = Path(people.__file__).parent
PREFIXES = ("which_",)


def literals(node: ast.AST) -> set[str]:
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def raised() -> dict[str, set[str]]:
    """code -> names of its details, from every call that names a code with literal keywords."""
    found: dict[str, set[str]] = {}
    for path in ROOM.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            strings = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            keywords = {k.arg: k.value for k in call.keywords if k.arg}
            if name in ("SpreadsheetError", "MappingError", "report", "whole", "ends", "note") and strings:
                found.setdefault(strings[0], set()).update(set(keywords) - {"severity"})
            if name in ("Problem", "Question") and isinstance(keywords.get("code"), ast.Constant):
                code = str(keywords["code"].value)  # type: ignore[attr-defined]
                given = keywords.get("details")
                keys = given.keys if isinstance(given, ast.Dict) else [None]
                known = {str(k.value) for k in keys if isinstance(k, ast.Constant)}
                found.setdefault(code, set()).update(source_gaps(code) if None in keys else known)
    return found


def source_gaps(code: str) -> set[str]:
    """The gaps in the words of a code."""
    return {
        gap for text in source.SENTENCES.get(code, ("", "")) for _, gap, _, _ in string.Formatter().parse(text) if gap
    }


def test_the_search_finds_the_codes_it_is_meant_to_find() -> None:
    assert {"no_people", "id_twice", "mapping_unreadable", "date_order", "encoding_assumed", "pin_twice"} <= set(
        raised()
    )


@pytest.mark.parametrize(("code", "details"), sorted(raised().items()))
def test_a_code_has_words_for_what_it_knows(code: str, details: set[str]) -> None:
    assert code in source.SENTENCES
    assert source_gaps(code) <= details | {"value"}


@pytest.mark.parametrize("code", sorted(source.SENTENCES))
def test_words_are_whole_sentences(code: str) -> None:
    what, hint = source.SENTENCES[code]
    assert what[0].isupper() or what[0] in "{“"
    assert what.endswith((".", "?")) and (not hint or hint.endswith("."))
