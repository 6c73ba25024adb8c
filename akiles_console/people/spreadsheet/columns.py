"""Which column is which field: by header, by what the column holds, and by what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from akiles_console.people.spreadsheet import content, headers, vocabulary
from akiles_console.people.spreadsheet.candidates import Candidates
from akiles_console.people.spreadsheet.cells import Cell, shown
from akiles_console.people.spreadsheet.dates import looks_like_date, open_ended, order_of
from akiles_console.people.spreadsheet.headers import DECOY, Meaning
from akiles_console.people.spreadsheet.profile import like_id, like_name
from akiles_console.people.spreadsheet.reading import FIELDS, Column, Options, Question

SINGLE = ("employee_id", "name", "first_name", "starts_at", "ends_at", "status", "pin")
LEAST = 0.4
"""A match less sure than this is none."""

_CLOSE = 0.04  # two columns as near as this are equally good, and the person is asked
_LAST_DAY = ("lastday", "lastworkingday", "finalday", "letzterarbeitstag", "letztertag", "ultimodia", "dernierjour")
_EMPLOYEE = re.compile(r"^(employee|emp(id|no|nr|code)|empleado|personal|mitarbeiter)|empleado$|社員|従業員")
_AT_WORK = frozenset(vocabulary.AT_WORK.split())
_COUNTERS = frozenset({"no", "nr", "number", "n", "numero", "nummer", "code", "row", "num"})


@dataclass(frozen=True, slots=True)
class Matching:
    """The columns with their fields, what is doubtful, and whether the headers' language writes the day first.

    `doubted` are the columns left out because what they hold speaks against their header. `nameable` and `idlike`
    are the columns whose cells could be names, or could tell people apart. `orders` is what the dates of columns that
    are no fields prove.
    """

    columns: tuple[Column, ...]
    questions: tuple[Question, ...]
    day_first: bool
    doubted: tuple[int, ...] = ()
    nameable: tuple[int, ...] = ()
    idlike: tuple[int, ...] = ()
    orders: frozenset[str] = frozenset()

    def of(self, field: str) -> list[int]:
        """The positions of all columns of a field, in the order in which they are put together."""
        found = [column for column in self.columns if column.field == field]
        found.sort(key=lambda column: headers.compact(column.header) not in headers.PARTICLES)
        found.sort(key=lambda column: headers.compact(column.header) in headers.LOGIN)
        return [column.index for column in found]

    @property
    def weight(self) -> float:
        """How much this looks like a list of people, to choose between sheets."""
        worth = {"name": 2.0, "first_name": 1.0, "last_name": 1.0, "employee_id": 2.0, "email": 2.0}
        best = {c.field: c.confidence * worth.get(c.field or "", 0.5) for c in self.columns if c.field}
        return sum(best.values())


def match(names: Sequence[str], body: Sequence[Sequence[Cell]], options: Options, left: int = 0) -> Matching:
    """Matches columns. `names` are header texts ("" without one), `body` the first rows below, `left` the sheet's
    column of the first one; `Options.columns` and the answers win over what is found."""
    table = Candidates(names, body, left)
    for index, meaning in enumerate(table.meanings):
        if meaning and meaning.field != DECOY:
            score = meaning.sure * _fit(meaning, index, table)
            if score >= LEAST:
                table.scores[meaning.field, index] = score
            elif meaning.sure == 1:
                table.doubted.append(index)
    for rule in (content.numbers_of_people, content.title_of_item, content.by_content, content.by_login,
                 content.name_or_part, content.side_table, content.code_of_group):  # fmt: skip
        rule(table)
    chosen = _chosen(table, options)
    for index, field in chosen.items():
        for key in [key for key in table.scores if key[1] == index or (key[0] == field and field in SINGLE)]:
            del table.scores[key]
        if field:
            table.scores[field, index] = 1.0
    questions: list[Question] = []
    fields = _selected(table, questions)
    fields |= {index: (field, 1.0) for index, field in chosen.items()}
    return Matching(
        tuple(_column(table, index, *fields.get(index, (None, 0.0)), left) for index in range(len(names))),
        tuple(questions),
        _speaks_day_first([table.meanings[index] for index in fields]),
        tuple(index + left for index in table.doubted if index not in fields),
        tuple(index + left for index, held in enumerate(table.profiles) if like_name(held)),
        tuple(index + left for index, held in enumerate(table.profiles) if like_id(held)),
        frozenset(
            proof
            for index, held in enumerate(table.profiles)
            if index not in fields and held.date > 0.8
            for proof in order_of(table.values[index])
        ),
    )


def _chosen(table: Candidates, options: Options) -> dict[int, str | None]:
    """What the person said of columns, outright or as the answer to a question, by position."""
    chosen: dict[int, str | None] = {}
    answers = dict(options.answers)
    for field in FIELDS:
        for index in range(len(table.names)):
            if table.label(index) == answers.get(f"which_{field}"):
                chosen[index] = field
                for key in [key for key in table.scores if key[0] == field]:
                    del table.scores[key]
    return chosen | {i - table.left: field for i, field in options.columns if 0 <= i - table.left < len(table.names)}


def _column(table: Candidates, index: int, field: str | None, confidence: float, left: int) -> Column:
    name = table.names[index]
    secret = field == "pin" or {"password", "pin"} & set(headers.words(name).split())
    samples = [shown(value)[:80] for value in table.values[index] if value != ""][:3]
    return Column(
        index=index + left,
        header=name,
        field=field,
        confidence=round(confidence, 2),
        samples=tuple("••••" if secret else sample for sample in samples),
    )


def _fit(meaning: Meaning, index: int, table: Candidates) -> float:
    """0.3 where what the column holds speaks against its header, else 1; work addresses a little more."""
    held, sure = table.profiles[index], meaning.sure
    if held.filled == 0:
        return 0.9
    against = {
        "email": held.email < 0.3 and held.filled > 2,
        "starts_at": held.date < 0.3 and held.filled > 2,
        "ends_at": held.date < 0.3 and held.filled > 2 and not _ends(table, index),
        "employee_id": held.real_date > 0.5
        or (sure < 1 and held.unique < 0.5 and held.filled > 4)
        or _counts(table, index)
        or (sure < 1 and _has_kind(table, index)),
        "name": held.letters < 0.5 or held.email > 0.5,
        "first_name": held.letters < 0.5,
        "last_name": held.letters < 0.5,
        "group": held.date > 0.5 or held.email > 0.5 or (sure < 1 and held.unique > 0.9 and held.filled > 9),
        "status": held.status == 0 and held.distinct > 8,
        "pin": held.digits < 0.5 or _beside_address(table, index),
        "card": held.date > 0.5,
    }
    if against.get(meaning.field, False):
        return 0.3
    return 1.05 if meaning.field == "email" and _AT_WORK & set(headers.words(table.names[index]).split()) else 1.0


def _ends(table: Candidates, index: int) -> bool:
    """Whether a column says "open-ended" of most people, and a date of all others."""
    told = [value for value in table.values[index] if value != "" and not open_ended(value)]
    return len(told) < table.profiles[index].filled and all(map(looks_like_date, told))


def _counts(table: Candidates, index: int) -> bool:
    """A column that only counts the rows is no id: next month it counts other people."""
    if headers.compact(table.names[index]) not in _COUNTERS:
        return False
    filled = [shown(value) for value in table.values[index] if value != ""]
    return filled == [str(number) for number in range(1, len(filled) + 1)]


def _has_kind(table: Candidates, index: int) -> bool:
    """A number whose kind stands in a column of its own is one of the state's: "Identificador", "Tipo de ..."."""
    name = headers.words(table.names[index])
    kinds = {f"tipo de {name}", f"tipo {name}", f"{name} type", f"type of {name}", f"type d {name}", f"type de {name}"}
    return any(headers.words(other) in kinds for other in table.names)


def _beside_address(table: Candidates, index: int) -> bool:
    """In India a PIN is a postal code."""
    near = {headers.compact(table.names[i]) for i in range(max(0, index - 2), min(len(table.names), index + 3))}
    return bool(near & {"city", "state", "address", "street", "district", "country", "town"})


def _selected(table: Candidates, questions: list[Question]) -> dict[int, tuple[str | None, float]]:
    """One field for each column, and one column for each field that can have only one; asks where two are equal."""
    fields: dict[int, tuple[str | None, float]] = {}
    for field in dict.fromkeys(field for field, _ in table.scores):
        ranked = sorted(
            ((score, index) for (f, index), score in table.scores.items() if f == field), key=lambda x: (-x[0], x[1])
        )
        if field == "last_name":
            kept = [index for _, index in ranked if _more_surname(table, index)] or []
            ranked = [(s, i) for s, i in ranked if i not in kept]
            kept += [index for _, index in ranked[:1]]
        elif field == "card" or (field == "email" and _with_login(table, ranked)):
            kept = [index for _, index in ranked]
        else:
            kept = _best(table, field, ranked, questions)
        fields.update({index: (field, min(1.0, table.scores[field, index])) for index in kept})
    return fields


def _with_login(table: Candidates, ranked: list[tuple[float, int]]) -> bool:
    return len(ranked) == 2 and headers.compact(table.names[ranked[1][1]]) in headers.LOGIN


def _more_surname(table: Candidates, index: int) -> bool:
    name = headers.compact(table.names[index])
    return (
        name in headers.PARTICLES or name.startswith(("segund", "segon", "2")) or headers.stem(name)[1] not in (None, 1)
    )


def _best(table: Candidates, field: str, ranked: list[tuple[float, int]], questions: list[Question]) -> list[int]:
    score, best = ranked[0]
    series, number = headers.stem(table.names[best])
    if number is not None and field in ("group", "email"):
        return sorted(index for _, index in ranked if headers.stem(table.names[index])[0] == series)
    rivals = [index for other, index in ranked[1:] if score - other < _CLOSE and table.differ(best, index)]
    if rivals and (better := _plainly(table, field, [best, *rivals])) is not None:
        return [better]
    if rivals:
        choices = tuple(table.label(index) for index in (best, *rivals))
        questions.append(Question(code=f"which_{field}", choices=choices))
    return [best]


def _plainly(table: Candidates, field: str, rivals: list[int]) -> int | None:
    """The one of several columns with equal headers that is meant: names of several words, the id that is called the
    employee's, the last day rather than that of the notice; None where it must be asked."""
    if field == "name":
        full = [index for index in rivals if table.profiles[index].full_name > 0.5]
        rest = [index for index in rivals if table.profiles[index].full_name < 0.3]
        return full[0] if len(full) == 1 and len(rest) == len(rivals) - 1 else None
    if field == "ends_at":
        last = [index for index in rivals if headers.compact(table.names[index]).startswith(_LAST_DAY)]
        most = max(table.profiles[index].filled for index in rivals)
        return last[0] if len(last) == 1 and table.profiles[last[0]].filled == most else None
    if field == "employee_id":
        called = [index for index in rivals if _EMPLOYEE.search(headers.compact(table.names[index]))]
        plain = called or [index for index in rivals if headers.compact(table.names[index]) == "id"]
        return plain[0] if len(plain) == 1 else None
    return None


def _speaks_day_first(meanings: Sequence[Meaning | None]) -> bool:
    """Whether the headers are in a language whose people write the day first; English is written both ways."""
    told = [meaning.languages for meaning in meanings if meaning and meaning.languages]
    english = sum(1 for languages in told if languages == {"en"})
    other = sum(1 for languages in told if "en" not in languages and "ja" not in languages)
    return other > english
