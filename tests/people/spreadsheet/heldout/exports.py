"""Exports of many HR systems as files of text, and what a careful person reads in them.

Each line of `EXPORTS` names a layout: encoding, delimiter, how it writes days, and its columns as "Header=what". What
stands in a column is a word of `_CELLS`, or after a ":" the same text for everybody (a decoy).
"""

from __future__ import annotations

from datetime import date

PEOPLE = (
    ("00012", "Zoé", "Lefèvre", "Ventes", date(2021, 10, 25), None, "31 rue Vert"),
    ("00013", "Ana", "Núñez", "Atelier", date(2019, 3, 4), date(2026, 6, 30), "2 rue Bleu"),
    ("00014", "Jörg", "Weiß", "Ventes", date(2023, 1, 17), None, "7 rue Gris"),
    ("00015", "Inês", "Simões", "Atelier", date(2024, 8, 30), None, "9 rue Noir"),
    ("00016", "Zoë", "van der Berg", "Ventes", date(2022, 5, 2), None, "1 rue Rose"),
)
"""Number, first name, last name, department, first day, last day, something of no concern."""

_ASCII = str.maketrans("éèúñößêõë", "eeunoseoe")
EXPORTS = """
BambooHR|utf-8-sig|,|%Y-%m-%d|Employee #=id|Last name, First name=turned|Hire Date=start|Termination Date=end|Department=group|Work Email=mail|Home Email=home|Reporting to=:Lee, Ana
Personio|utf-8-sig|;|%d.%m.%Y|ID=id|Vorname=first|Nachname=last|E-Mail=mail|Abteilung=group|Vorgesetzter=:Jörg Weiß|Eintrittsdatum=start|Austrittsdatum=end|Geburtsdatum=:02.03.1980
Factorial|utf-8|;|%d/%m/%Y|Nombre=first|Apellidos=last|Email=mail|Número de empleado=id|Equipos=group|Responsable=:Ana Núñez|Inicio contrato=start|Fin contrato=end
Workday|utf-8|,|%m/%d/%Y|Employee ID=id|Worker=name|Primary Work Email=mail|Supervisory Organization=group|Worker's Manager=:Ana Lee|Hire Date=start|Termination Date=end
ADP|utf-8|,|%m/%d/%Y|Company Code=:7QX|Associate ID=id|Last Name=last|First Name=first|Home Department Description=group|Hire Date=start|Termination Date=end|Work Contact: Work Email=mail
Sage|cp1252|,|%d/%m/%y|Employee Reference=id|Title=:Ms|Forename=first|Surname=last|Date Started=start|Date Left=end|Department Name=group|Bank Account=home
DATEV|cp1252|;|%d.%m.%Y|Pers.-Nr.=id|Familienname=last|Vorname=first|Eintritt=start|Austritt=end|Abteilung=group|IBAN=:DE89370400440532013000
HiBob|utf-8|,|%d/%m/%Y|Employee ID=id|Display name=name|Email=mail|Department=group|Start date=start|Reports to=:Ana Lee
Google|utf-8|,|%Y-%m-%d|First Name [Required]=first|Last Name [Required]=last|Email Address [Required]=mail|Password [Required]=:****|Employee ID=id|Department=group
Entra|utf-8-sig|,|%Y-%m-%d|displayName=name|surname=last|mail=mail|givenName=first|jobTitle=:Clerk|department=group|employeeId=id
PeopleHR|utf-8|,|%d-%b-%Y|Employee Id=id|First Name=first|Last Name=last|Email Address=mail|Start Date=start|Final Day of Employment=end|Department=group|Date Of Birth=:02-Apr-1988
Kenjo|utf-8|,|%Y-%m-%d|Mitarbeiter-ID=id|Anzeigename=name|Arbeits-E-Mail=mail|Abteilung=group|Startdatum=start|Enddatum des Vertrags=end|Geburtstag=:1990-01-02
Lucca|utf-8-sig|;|%d/%m/%Y|Matricule=id|Nom=last|Prénom=first|Adresse e-mail=mail|Département=group|Date de début de contrat=start|Date de fin de contrat=end
Zucchetti|cp1252|;|%d/%m/%Y|MATRICOLA=id|COGNOME=last|NOME=first|CODICE FISCALE=home|DATA ASSUNZIONE=start|DATA CESSAZIONE=end|REPARTO=group
TeamSystem|cp1252|;|%d/%m/%Y|Cod. dip.=id|Cognome=last|Nome=first|Data ass.=start|Data cess.=end|Reparto=group|E-mail aziendale=mail
AFAS|utf-8|;|%d-%m-%Y|Medewerker=id|Roepnaam=first|Achternaam=last|E-mail werk=mail|Afdeling=group|Datum in dienst=start|Datum uit dienst=end|Geb.datum=:01-02-1980
Visma|cp1252|;|%Y-%m-%d|Anställningsnr=id|Förnamn=first|Efternamn=last|E-post=mail|Avdelning=group|Anställningsdatum=start|Slutdatum=end
Symfonia|utf-8|;|%d.%m.%Y|Kod=id|Nazwisko=last|Imię=first|PESEL=:85041201234|Dział=group|Data zatrudnienia=start|Data zwolnienia=end
SmartHR|utf-8-sig|,|%Y/%m/%d|社員番号=id|姓=last|名=first|姓（ヨミガナ）=:サトウ|メールアドレス=mail|部署=group|入社年月日=start|退職年月日=end
Odoo|utf-8|,|%Y-%m-%d|External ID=id|Employee Name=name|Work Email=mail|Department/Display Name=group|Manager/Display Name=:Ana Lee
Portuguese|cp1252|;|%d-%m-%Y|N.º mec.=id|Nome completo=name|Correio eletrónico=mail|Secção=group|Data de admissão=start|Data de nascimento=:05-06-1985
Mac|mac_roman|;|%d/%m/%Y|Matricule=id|Nom=last|Prénom=first|Équipe=group|Date d'embauche=start
UTF-16|utf-16|TAB|%d/%m/%Y|Code=id|Nom=last|Prénom=first|Service=group|Date d'entrée=start|Date de sortie=end
"""  # noqa: E501 - a layout a line


def layouts() -> dict[str, tuple[str, bytes, list[dict[str, object]]]]:
    """By the layout's name: the file's name, its bytes, and what each row must say, in the words of `inspect`."""
    return {line.split("|")[0]: _made(*line.split("|")) for line in EXPORTS.strip().splitlines()}


def _made(name: str, encoding: str, sign: str, day: str, *columns: str) -> tuple[str, bytes, list[dict[str, object]]]:
    delimiter = "\t" if sign == "TAB" else sign
    pairs = [tuple(column.rsplit("=", 1)) for column in columns]
    lines = [[header for header, _ in pairs]]
    lines += [[_cell(what, person, day) for _, what in pairs] for person in PEOPLE]
    text = "\r\n".join(delimiter.join(f'"{c}"' if delimiter in c else c for c in line) for line in lines)
    held = {what for _, what in pairs}
    return f"{name}.csv", (text + "\r\n").encode(encoding), [_expected(person, held) for person in PEOPLE]


def _mail(first: str, last: str) -> str:
    return f"{first}.{last.split()[-1]}@example.com".lower().translate(_ASCII)


def _cell(what: str, person: tuple[str, str, str, str, date, date | None, str], day: str) -> str:
    number, first, last, group, start, end, other = person
    cells = {
        "id": number, "first": first, "last": last, "name": f"{first} {last}", "turned": f"{last}, {first}",
        "group": group, "mail": _mail(first, last), "start": start.strftime(day),
        "end": end.strftime(day) if end else "", "home": other,
    }  # fmt: skip
    return what[1:] if what.startswith(":") else cells[what]


def _expected(person: tuple[str, str, str, str, date, date | None, str], held: set[str]) -> dict[str, object]:
    number, first, last, group, start, end, _other = person
    return {
        "employee_id": number,
        "name": f"{first} {last}",
        "emails": [_mail(first, last)] if "mail" in held else [],
        "groups": [group],
        "starts_at": start.isoformat() if "start" in held else None,
        "ends_at": end.isoformat() if end and "end" in held else None,
    }
