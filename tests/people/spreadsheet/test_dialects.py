"""Text files that are no proper csv: quotes, rows and columns as programs and people get them wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akiles_console.people.spreadsheet.reading import Reading

ROWS = "Employee ID,Name,Email,Department\nE1,Ana Lee,ana@example.com,Sales\nE2,Bo Kim,bo@example.com,Desk\n"
CASES = {
    "quotes around whole lines": "".join(f'"{line}"\n' for line in ROWS.splitlines()),
    "single quotes": "\n".join("'" + line.replace(",", "','") + "'" for line in ROWS.splitlines()).replace(
        "Ana Lee", "Lee, Ana"
    ),
    "carets": ROWS.replace(",", "^"),
    "tildes": ROWS.replace(",", "~"),
    "Markdown": "| Employee ID | Name | Email | Department |\n|---|---|---|---|\n"
    "| E1 | Ana Lee | ana@example.com | Sales |\n"
    "| E2 | Bo Kim | bo@example.com | Desk |\n",
    "columns by their place": "Employee ID  Name      Email             Department\n"
    "E1           Ana Lee   ana@example.com   Sales\nE2           Bo Kim    bo@example.com    Desk\n",
    "names of rows that have no header": '"Employee ID","Name","Email","Department"\n'
    '"1","E1","Ana Lee","ana@example.com","Sales"\n'
    '"2","E2","Bo Kim","bo@example.com","Desk"\n',
    "a comma in a header": "Name (Last, First),Employee ID,Email,Department\nLee Ana,E1,ana@example.com,Sales\n"
    "Kim Bo,E2,bo@example.com,Desk\n",
    "a quote that is never closed": ROWS.replace("E1,Ana Lee", 'E1,"Ana Lee'),
    "two quotes that are never closed": ROWS.replace("Ana Lee", '"Ana Lee').replace("Bo Kim", '"Bo Kim'),
    "an inch": ROWS.replace("Department", "Department,Notes").replace("Sales", 'Sales,24" screen').replace(
        "Desk", "Desk,"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_text_that_is_no_proper_csv_reads_the_same(read_text: Callable[..., Reading], name: str) -> None:
    reading = read_text(CASES[name])
    assert [(e.employee_id, e.name, e.emails, e.groups) for e in reading.employees] == [
        ("E1", "Ana Lee", ("ana@example.com",), ("Sales",)), ("E2", "Bo Kim", ("bo@example.com",), ("Desk",)),
    ]  # fmt: skip
    assert reading.questions == () and not reading.parked


def test_cells_of_several_lines_stay_whole_beside_a_quote_that_is_never_closed(
    read_text: Callable[..., Reading],
) -> None:
    text = (
        ROWS.replace("Department", "Department,Notes").replace("Sales", 'Sales,"a\nb"').replace("Desk", 'Desk,"never')
    )
    reading = read_text(text)
    assert [(e.row, e.name) for e in reading.employees] == [(1, "Ana Lee"), (2, "Bo Kim")]
    assert [(p.row, p.code) for p in reading.problems] == [(2, "quote_never_closed")]


def test_quotes_with_a_stroke_before_them(read_text: Callable[..., Reading]) -> None:
    assert read_text(ROWS.replace("Ana Lee", r'"Ana \"Annie\" Lee"')).employees[0].name == 'Ana "Annie" Lee'


def test_a_row_whose_cells_have_moved_is_parked(read_text: Callable[..., Reading]) -> None:
    reading = read_text(ROWS.replace("Bo Kim", "Kim, Bo") + "E3,Cy Roy,cy@example.com,Sales\n")
    assert (2, "row_shifted") in [(p.row, p.code) for p in reading.problems] and reading.parked == {2}


def test_a_column_without_a_header_moves_nothing(read_text: Callable[..., Reading]) -> None:
    reading = read_text("Employee ID,Name\nE1,Ana Lee,x\nE2,Bo Kim,y\nE3,Cy Roy\n")
    assert not reading.parked and [e.employee_id for e in reading.employees] == ["E1", "E2", "E3"]


SPANISH = "Código;Nombre;Apellidos;Departamento\n01;José;Muñoz Peña;Administración\n02;Íñigo;Ibáñez;Dirección\n"
EXTRA = "03;Andrés;Gil;Ventas\n"


@pytest.mark.parametrize(
    ("data", "code", "encoding"),
    [
        (SPANISH.encode() + EXTRA.encode("cp1252"), "encoding_mixed", "utf-8"),
        (SPANISH.encode("cp1252") + EXTRA.encode(), "encoding_mixed", "cp1252"),
        ((SPANISH + EXTRA).encode().decode("latin-1").encode(), "letters_mended", "utf-8"),
    ],
)
def test_lines_in_two_encodings_are_each_read_in_their_own(
    read_text: Callable[..., Reading], data: bytes, code: str, encoding: str
) -> None:
    reading = read_text(data)
    assert [e.name for e in reading.employees] == ["José Muñoz Peña", "Íñigo Ibáñez", "Andrés Gil"]
    assert [p.code for p in reading.problems] == [code] and reading.encoding == encoding and reading.questions == ()


@pytest.mark.parametrize(
    ("codec", "text", "names"),
    [
        ("iso-8859-2", "Osobní číslo;Příjmení;Jméno\n1;Dvořák;Jiří\n2;Žižka;Tomáš\n", ["Jiří Dvořák", "Tomáš Žižka"]),
        ("iso-8859-2", "Numer pracownika;Imię;Nazwisko\n1;Łukasz;Wójcik\n2;Małgorzata;Dąbrowska\n",
         ["Łukasz Wójcik", "Małgorzata Dąbrowska"]),
        ("iso2022_jp", "社員番号,氏名\n001,山田 太郎\n", ["山田 太郎"]),
        ("big5", "員工編號,姓名,部門\n001,陳大文,業務部\n", ["陳大文"]),
        ("cp949", "사번,이름,부서\n001,홍길동,영업부\n", ["홍길동"]),
    ],
)  # fmt: skip
def test_rarer_code_pages(read_text: Callable[..., Reading], codec: str, text: str, names: list[str]) -> None:
    reading = read_text(text, codec=codec)
    assert [e.name for e in reading.employees] == names and reading.questions == ()


def test_a_list_inside_a_table_that_places_things_on_a_page(read_text: Callable[..., Reading]) -> None:
    inner = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split(",")) + "</tr>" for line in ROWS.splitlines()
    )
    page = f"<html><body><table><tr><td>Menu</td><td><table>{inner}</table></td></tr></table></body></html>"
    assert [e.name for e in read_text(page, name="list.html").employees] == ["Ana Lee", "Bo Kim"]
