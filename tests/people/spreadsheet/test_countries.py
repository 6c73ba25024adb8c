"""Headers of further languages, and their short forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akiles_console.people.spreadsheet.reading import Reading

HEADERS = [
    "Anst.nr;Förnamn;Efternamn;E-post;Avd.;Anställd fr.o.m.;Anställd t.o.m.",
    "Henkilönumero;Etunimi;Sukunimi;Sähköposti;Osasto;Aloituspäivä;Päättymispäivä",
    "Marca;Prenume;Nume;Email;Departament;Data angajării;Data încetării",
    "Κωδικός;Όνομα;Επώνυμο;Email;Τμήμα;Ημερομηνία πρόσληψης;Ημερομηνία λήξης",
    "Табельний номер;Імя;Прізвище;Електронна пошта;Відділ;Дата прийому;Дата звільнення",
    "Langile zenbakia;Izena;Abizenak;Posta elektronikoa;Saila;Hasiera data;Amaiera data",
    "Código;Nome;Apelidos;Correo electrónico;Departamento;Data de alta;Data de baixa",
    "מספר עובד;שם פרטי;שם משפחה;דואל;מחלקה;תאריך התחלה;תאריך סיום",
    "Pers.-Nr.;Vorn.;Nachn.;Mail;Abt.;Eintr.;Austr.",
    "Matricola;Nome;Cognome;E-mail aziendale;Reparto;Data assunz.;Data cess.",
    "사번;First name;Last name;이메일;부서;입사일;퇴사일",
]


@pytest.mark.parametrize("header", HEADERS)
def test_headers_are_known_in_many_languages(read_text: Callable[..., Reading], header: str) -> None:
    reading = read_text(f"{header}\n07;Ana;Lee;ana@example.com;Desk;13.02.2020;31.12.2026\n")
    (ana,) = reading.employees
    assert (ana.employee_id, ana.name, ana.emails) == ("07", "Ana Lee", ("ana@example.com",))
    assert (ana.groups, ana.starts_at, ana.ends_at) == (("Desk",), "2020-02-13", "2026-12-31")
    assert reading.questions == () and not reading.parked


def test_a_no_in_a_language_that_is_not_known_is_asked_about(read_text: Callable[..., Reading]) -> None:
    reading = read_text("ID,Name,Status\n1,Ana Lee,Aktif\n2,Bo Kim,Tidak Aktif\n")
    assert [q.details["word"] for q in reading.questions] == ["Tidak Aktif"]
    assert [e.active for e in reading.employees] == [True, None]


def test_two_surnames_by_their_numbers(read_text: Callable[..., Reading]) -> None:
    reading = read_text("Cod.;Nombre;1er Apellido;2º Apellido\n1;Ana;Gil;Roca\n")
    assert [e.name for e in reading.employees] == ["Ana Gil Roca"]


def test_a_row_that_says_what_must_stand_in_the_columns_is_nobody(read_text: Callable[..., Reading]) -> None:
    reading = read_text("Employee ID,Name,Start date\n(required),text,yyyy-mm-dd\n1,Ana Lee,2020-01-02\n")
    assert [e.name for e in reading.employees] == ["Ana Lee"] and not reading.parked
    assert [(skip.row, skip.reason) for skip in reading.skipped] == [(1, "no_person")]
