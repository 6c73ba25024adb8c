"""Look-alikes of the layouts that HR systems and directories export, each with its own words and decoys."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akiles_console.people.spreadsheet.reading import Reading

LAYOUTS = {
    "Google Workspace": (
        "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Recovery Email,"
        "Work Secondary Email,Employee ID,Employee Title,Manager Email,Department,Cost Center,Status [READ ONLY]\n"
        "Ana,Lee,ana@example.com,****,a@example.org,,007,Rep,boss@example.com,Sales,C1,Suspended"
    ),
    "Entra": (
        "version:v1.0\nName [displayName] Required,User name [userPrincipalName] Required,"
        "Initial password [passwordProfile] "
        "Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname],"
        "Job title [jobTitle],Department [department],Employee ID [employeeId]\n"
        "Ana Lee,ana@example.com,secret,Yes,Ana,Lee,Rep,Sales,007"
    ),
    "Okta": (
        "login,firstName,lastName,middleName,email,secondEmail,employeeNumber,department,manager,managerId,status\n"
        "ana,Ana,Lee,,ana@example.com,a@example.org,007,Sales,Boss,E9,DEPROVISIONED"
    ),
    "BambooHR": (
        "Employee #,Last Name,First Name,Preferred Name,Work Email,Home Email,Department,"
        "Job Title,Status,Birth Date\n"
        "007,Lee,Ana,Annie,ana@example.com,a@example.org,Sales,Rep,Inactive,02/03/1980"
    ),
    "Personio": (
        "Mitarbeiter-ID;Vorname;Nachname;E-Mail;Status;Position;Abteilung;Standort;"
        "Vorgesetzter;Geburtsdatum;Probezeitende\n"
        "007;Ana;Lee;ana@example.com;Ausgeschieden;Dev;Sales;Berlin;Max Chef;03.04.1990;01.08.2020"
    ),
    "Factorial": (
        "Nombre,Apellidos,Correo electrónico,Correo personal,NIF,Fecha de nacimiento,"
        "Equipos,Puesto,Responsable,Estado,"
        "Código de empleado\nAna,Lee,ana@example.com,a@example.org,1Z,03/02/1990,Sales,Rep,Luis Jefe,Baja,007"
    ),
    "HiBob": (
        "Display name,Employee ID,Email,Department,Site,Lifecycle status,Reports to,Reports to email\n"
        "Ana Lee,007,ana@example.com,Sales,Madrid,Terminated,Boss,boss@example.com"
    ),
    "Nexudus": (
        "Id,Full Name,Email,Company,Tariff,Active,Renewal Date,Phone Number\n"
        "007,Ana Lee,ana@example.com,ACME,Sales,False,2026-12-01,1"
    ),
    "Access People HR": (
        "Employee Id,First Name,Last Name,Known As,Email Id,Department,Location,Company,Employee Status,Reports To\n"
        "007,Ana,Lee,Annie,ana@example.com,Sales,Leeds,ACME,Leaver,Boss"
    ),
    "Workday": (
        "Employee ID,Worker,Legal Name - First Name,Legal Name - Last Name,"
        "Email - Primary Work,Department,Business Title,"
        "Worker Status,Manager\n007,Ana Lee,Ana,Lee,ana@example.com,Sales,Rep,Terminated,Boss"
    ),
    "ADP": (
        "File Number,Payroll Name,Position Status,Home Department Description,"
        "Work Contact: Work Email,Reports To Name\n"
        '007,"Lee, Ana",Terminated,Sales,ana@example.com,"Boss, B"'
    ),
    "Sage": (
        "Código,Apellidos y nombre,DNI,Sección,Correo electrónico,Estado\n007,\"Lee,"
        " Ana\",1Z,Sales,ana@example.com,Baja"
    ),
    "DATEV": (
        "Personalnummer;Name;Vorname;E-Mail;Abteilung;Kostenstelle;Steuerklasse;Status\n"
        "007;Lee;Ana;ana@example.com;Sales;100;1;Ausgeschieden"
    ),
    "a French list": (
        "Matricule;Civilité;Nom;Prénom;Adresse e-mail;Service;Poste;Responsable;Statut\n"
        "007;Mme;Lee;Ana;ana@example.com;Sales;Rep;M. Chef;Sorti"
    ),
    "a Dutch list": (
        "Personeelsnummer;Voorletters;Voornaam;Tussenvoegsel;Achternaam;E-mailadres werk;Afdeling;Functie;Status\n"
        "007;A.;Ana;;Lee;ana@example.com;Sales;Rep;Uit dienst"
    ),
    "an Italian list": (
        "Matricola;Cognome;Nome;E-mail;Reparto;Mansione;Codice fiscale;Stato\n007;Lee;Ana;"
        "ana@example.com;Sales;Rep;L1;Cessata"
    ),
    "a Portuguese list": (
        "Nº Mecanográfico;Nome;E-mail;Departamento;Função;NIF;Situação\n007;Ana Lee;"
        "ana@example.com;Sales;Rep;1;Inativa"
    ),
    "a Japanese list": (
        "社員番号,氏名,氏名カナ,メールアドレス,部署,役職,在籍区分\n007,Ana Lee,アナ リー,ana@example.com,Sales,課長,"
        "退職"
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_reads_right_without_a_question(read_text: Callable[..., Reading], layout: str) -> None:
    reading = read_text(LAYOUTS[layout])
    (ana,) = reading.employees
    assert (ana.employee_id, ana.name, ana.emails) == ("007", "Ana Lee", ("ana@example.com",))
    assert (ana.groups, ana.active) == (("Sales",), False)
    assert reading.questions == () and not reading.parked


def test_dates_of_spanish_payroll(read_text: Callable[..., Reading]) -> None:
    reading = read_text('Código,Apellidos y nombre,F. Alta,F. Baja\n0001,"Gil Mas, Ana",01/03/2020,31/12/2025\n')
    assert (reading.employees[0].starts_at, reading.employees[0].ends_at) == ("2020-03-01", "2025-12-31")
