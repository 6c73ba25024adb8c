"""Which column is which field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from akiles_console.people.spreadsheet import columns, headers, table
from akiles_console.people.spreadsheet.reading import Options, Reading


def found(names: str, *rows: Sequence[str], **options: object) -> dict[str, str]:
    matching = columns.match(names.split("|"), rows, Options(**options))
    return {column.header: column.field for column in matching.columns if column.field}


ROW = ("E1", "Ana", "Lee", "ana@example.com", "Sales")
ROW2 = ("E2", "Bo", "Kim", "bo@example.com", "Desk")


@pytest.mark.parametrize(
    "names",
    [
        "Employee ID|First Name|Last Name|Email|Department",
        "employeeId|firstName|lastName|emailAddress|departmentName",
        "EMP_NO|GIVEN_NAME|SURNAME|E_MAIL|DEPT",
        "Employee ID [Required]|First Name [Required]|Last Name [Required]|Email Address [Required]|Department",
        "Nº empleado|Nombre|Apellidos|Correo electrónico|Departamento",
        "Codi empleat|Nom|Cognoms|Correu electrònic|Departament",
        "Personalnummer|Vorname|Nachname|E-Mail-Adresse|Abteilung",
        "Pers.-Nr.|Vorname|Name|E-Mail dienstlich|Bereich",
        "Matricule|Prénom|Nom|Courriel|Service",
        "Matricola|Nome|Cognome|Indirizzo e-mail|Reparto",
        "Personeelsnummer|Voornaam|Achternaam|E-mailadres|Afdeling",
        "Número de funcionário|Nome|Apelido|E-mail|Departamento",
        "Numer pracownika|Imię|Nazwisko|Adres e-mail|Dział",
        "社員番号|名|姓|メールアドレス|部署",
        "Emplyee ID|Frist Name|Lastname|Emial Address|Deparment",
    ],
)
def test_headers_of_many_languages_and_hands(names: str) -> None:
    fields = list(found(names, ROW, ROW2).values())
    assert fields == ["employee_id", "first_name", "last_name", "email", "group"]


@pytest.mark.parametrize(
    "decoy",
    ["Manager", "Manager ID", "Manager E-mail", "Supervisor Name", "Reports To", "Date of Birth", "Geburtsdatum",
     "Job Title",
     "Position", "Phone Number", "Zip Code", "Password", "Username", "Salary", "City", "ip_address",
     "Emergency Contact Name",
     "Private E-mail", "Fecha de nacimiento", "Responsable", "Steuer-ID", "Bank Account", "Postal Code",
     "Preferred Name"],
)  # fmt: skip
def test_what_is_known_to_be_something_else_is_never_taken(decoy: str) -> None:
    row = (*ROW, "boss@example.com")
    assert decoy not in found(f"Employee ID|First Name|Last Name|Email|Department|{decoy}", row, (*ROW2, "E9"))


def test_the_persons_own_id_wins_over_ids_of_others() -> None:
    names = "managerEmployeeId|personID|employeeId|School SIS ID|name"
    assert found(names, ("M1", "01", "E1", "S1", "Ana Lee"), ("M1", "02", "E2", "S1", "Bo Kim")) == {
        "employeeId": "employee_id", "name": "name",
    }  # fmt: skip


def test_two_equally_good_columns_are_asked_about_and_the_answer_counts(read_rows: Callable[..., Reading]) -> None:
    rows = [["Staff ID", "Payroll Number", "Name"], ["E1", "P1", "Ana Lee"], ["E2", "P2", "Bo Kim"]]
    (question,) = read_rows(*rows).questions
    assert (question.code, question.choices) == ("which_employee_id", ("Staff ID", "Payroll Number"))
    answered = read_rows(*rows, answers=(("which_employee_id", "Payroll Number"),))
    assert [e.employee_id for e in answered.employees] == ["P1", "P2"] and answered.questions == ()


def test_two_columns_that_say_the_same_are_not_asked_about() -> None:
    matching = columns.match(["Employee ID", "Staff ID", "Name"], [("1", "1", "Ana"), ("2", "2", "Bo")], Options())
    assert matching.questions == ()


def test_numbered_columns_of_groups_belong_together() -> None:
    fields = found("Name|Group 1|Group 2|Group 3|ID", ("Ana", "A", "B", "", "1"), ("Bo", "", "", "", "2"))
    assert list(fields.values()) == ["name", "group", "group", "group", "employee_id"]


def test_a_surname_column_called_name_is_a_surname_only_beside_a_first_name() -> None:
    assert found("Name|Vorname", ("Lee", "Ana"), ("Kim", "Bo")) == {"Name": "last_name", "Vorname": "first_name"}
    assert found("Name|Vorname", ("Ana Lee", "Ana"), ("Bo Kim", "Bo")) == {"Name": "name", "Vorname": "first_name"}
    assert found("Nombre|Apellidos", ("Ana", "Lee"), ("Bo", "Kim")) == {
        "Nombre": "first_name",
        "Apellidos": "last_name",
    }
    assert found("Nome", ("Ana Lee",), ("Bo Kim",)) == {"Nome": "name"}


def test_surname_prefixes_and_second_surnames_make_one_surname(read_rows: Callable[..., Reading]) -> None:
    dutch = read_rows(
        ["Nr medewerker", "Achternaam", "Tussenvoegsel", "Voornaam", "E-mail"],
        ["1", "Berg", "van den", "Jan", "j@example.com"],
    )
    assert dutch.employees[0].name == "Jan van den Berg"
    spanish = read_rows(
        ["Nombre", "Primer apellido", "Segundo apellido", "Correo"], ["Ana", "Gil", "Mas", "a@example.com"]
    )
    assert spanish.employees[0].name == "Ana Gil Mas"


def test_japanese_family_names_come_first(read_rows: Callable[..., Reading]) -> None:
    assert read_rows(["社員番号", "名", "姓"], ["1", "太郎", "山田"]).employees[0].name == "山田 太郎"


def test_the_full_name_wins_where_parts_were_cut_wrongly(read_rows: Callable[..., Reading]) -> None:
    rows = [
        ["ID", "Full Name", "First Name", "Last Name"],
        ["1", "Peter Hall Jr.", "Peter", "Jr."],
        ["2", "", "Bo", "Kim"],
    ]
    assert [e.name for e in read_rows(*rows).employees] == ["Peter Hall Jr.", "Bo Kim"]


def test_a_header_is_not_believed_against_its_cells() -> None:
    rows = [("Ana", "yes", "1"), ("Bo", "no", "2"), ("Cy", "no", "3")]
    assert "Email" not in found("Name|Email|ID", *rows) and "Start date" not in found("Name|Start date|ID", *rows)
    assert "No." not in found("No.|Name|Email", ("1", "Ana", "a@example.com"), ("2", "Bo", "b@example.com"))


def test_a_column_that_is_not_believed_is_named(read_rows: Callable[..., Reading]) -> None:
    reading = read_rows(["ID", "Name", "Email"], *([f"E{n}", f"Ana {c}", "yes"] for n, c in enumerate("abc")))
    assert [(p.column, p.severity, p.code) for p in reading.problems] == [("Email", "warning", "column_not_believed")]


def test_a_postal_pin_is_no_door_pin() -> None:
    assert "PIN" not in found("Name|City|PIN|Email", ("Ana", "Pune", "411001", "a@example.com"))
    assert found("Name|PIN|Email", ("Ana", "411001", "a@example.com"))["PIN"] == "pin"


def test_addresses_and_names_are_found_without_headers(read_rows: Callable[..., Reading]) -> None:
    reading = read_rows(
        *[[f"E0{n}", f"Ana {c}lee", f"{c}@example.com", "Desk" if n % 2 else "Roof"] for n, c in enumerate("abcdef")]
    )
    assert reading.header_row is None
    assert [c.field for c in reading.columns] == ["employee_id", "name", "email", "group"]
    assert (reading.employees[0].row, reading.employees[0].employee_id) == (0, "E00")


def test_what_the_person_says_of_a_column_wins() -> None:
    names, row = "Employee ID|Badge|Name|Email", ("E1", "B1", "Ana", "a@example.com")
    assert found(names, row, columns=((1, "employee_id"), (3, None))) == {"Badge": "employee_id", "Name": "name"}


def test_samples_of_secrets_are_hidden() -> None:
    matching = columns.match(["Name", "PIN", "Password"], [("Ana", "4711", "hunter22")], Options())
    assert [column.samples for column in matching.columns] == [("Ana",), ("••••",), ("••••",)]


def test_columns_are_lettered_as_spreadsheets_do() -> None:
    assert [table.letters(i) for i in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_no_word_of_the_vocabulary_means_two_fields_with_equal_right() -> None:
    assert headers.meaning("Email") == headers.meaning("E-Mail:") == headers.meaning("e_mail")
    for field in ("employee_id", "name", "email", "group", "starts_at", "ends_at", "status"):
        assert any(m.field == field and m.sure == 1 for m in headers._EXACT.values())
