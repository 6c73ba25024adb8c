# ruff: noqa: E501 - lines of files as they come
"""Ugly text files as HR sends them, each with exactly the people who must come out, and no question."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akiles_console.people.spreadsheet.reading import Reading

ANA = "E1|Ana Lee|ana@example.com|Sales|||"
BO = "E2|Bo Kim|bo@example.com|Desk|||"

CASES: dict[str, tuple[str, str, list[str]]] = {
    "a title full of commas": (
        "utf-8",
        "Staff of Example, S.L., Madrid, Spain, all offices, 2026\n\nEmployee ID;Name;E-mail;Department\n"
        "E1;Ana Lee;ana@example.com;Sales\nE2;Bo Kim;bo@example.com;Desk\n",
        [ANA, BO],
    ),
    "a title line with more commas than the table": (
        "utf-8",
        "Export of people, departments, offices, numbers, mails, dates, and all the rest, in one file\n"
        "Employee ID,Name,E-mail,Department\nE1,Ana Lee,ana@example.com,Sales\nE2,Bo Kim,bo@example.com,Desk\n",
        [ANA, BO],
    ),
    "semicolons beside decimal commas": (
        "utf-8",
        "Personalnummer;Name;Wochenstunden;FTE;E-Mail;Abteilung\n"
        "0007;Lee, Ana;37,5;0,94;ana@example.com;Vertrieb\n0008;Kim, Bo;40,0;1,00;bo@example.com;Einkauf\n",
        ["0007|Ana Lee|ana@example.com|Vertrieb|||", "0008|Bo Kim|bo@example.com|Einkauf|||"],
    ),
    "pipes and commas in quotes": (
        "utf-8",
        'ID|"Name"|Mail|Team\n1|"Lee, Ana"|ana@example.com|"A, B"\n2|"Kim, Bo"|bo@example.com|C\n',
        ["1|Ana Lee|ana@example.com|A, B|||", "2|Bo Kim|bo@example.com|C|||"],
    ),
    "line breaks in quotes in the header": (
        "utf-8",
        '"Employee\nID","Full\nName","Work\nE-mail",Department\nE1,Ana Lee,ana@example.com,Sales\n'
        "E2,Bo Kim,bo@example.com,Desk\n",
        [ANA, BO],
    ),
    "a trailing delimiter on every line": (
        "utf-8",
        "Employee ID,Name,Email,Department,,\nE1,Ana Lee,ana@example.com,Sales,,\nE2,Bo Kim,bo@example.com,Desk,,\n,,,,,\n",
        [ANA, BO],
    ),
    "a German export with words and umlauts": (
        "cp1252",
        "Mitarbeiterliste;;;;;;\nStand: 01.11.2026;;;;;;\n;;;;;;\n"
        "Pers.-Nr.;Nachname;Vorname;E-Mail (dienstlich);Abteilung;Eintritt;Austritt\n"
        "00012;Müller;Jörg;joerg@example.com;Vertrieb;01.02.2019;\n"
        "00013;Groß;Änne;aenne@example.com;Lager;15.06.2020;31.12.2026\n"
        "Anzahl Mitarbeiter: 2;;;;;;\n",
        ["00012|Jörg Müller|joerg@example.com|Vertrieb|2019-02-01||",
         "00013|Änne Groß|aenne@example.com|Lager|2020-06-15|2026-12-31|"],
    ),
    "a Spanish payroll": (
        "cp1252",
        "EMPRESA: EJEMPLO, S.A.;;;;;\nListado de trabajadores a fecha 01/11/2026;;;;;\n"
        "Cód. Trabajador;Trabajador;NIF;Fecha Antigüedad;Fecha Baja;Departamento\n"
        "000123;GARCÍA PÉREZ, MARÍA JOSÉ;12345678Z;01/03/2015;;ADMINISTRACIÓN\n"
        "000124;NÚÑEZ IBÁÑEZ, IÑIGO;87654321X;13/04/2018;30/06/2026;ALMACÉN\n"
        "Total trabajadores: 2;;;;;\n",
        ["000123|MARÍA JOSÉ GARCÍA PÉREZ||ADMINISTRACIÓN|2015-03-01||",
         "000124|IÑIGO NÚÑEZ IBÁÑEZ||ALMACÉN|2018-04-13|2026-06-30|"],
    ),
    "a Polish export in cp1250": (
        "cp1250",
        "Lp.;Nr ewidencyjny;Nazwisko;Imię;E-mail służbowy;Dział;Data zatrudnienia\n"
        "1;0101;Wiśniewski;Łukasz;lukasz@example.com;Księgowość;2019-05-01\n"
        "2;0102;Żółć;Małgorzata;malgorzata@example.com;Sprzedaż;2020-02-15\n",
        ["0101|Łukasz Wiśniewski|lukasz@example.com|Księgowość|2019-05-01||",
         "0102|Małgorzata Żółć|malgorzata@example.com|Sprzedaż|2020-02-15||"],
    ),
    "a Russian export in cp1251": (
        "cp1251",
        "Табельный номер;ФИО;E-mail;Отдел\n0101;Иванова Ольга Петровна;olga@example.com;Продажи\n"
        "0102;Смирнов Пётр Ильич;petr@example.com;Склад\n",
        ["0101|Иванова Ольга Петровна|olga@example.com|Продажи|||",
         "0102|Смирнов Пётр Ильич|petr@example.com|Склад|||"],
    ),
    "a Japanese export in cp932": (
        "cp932",
        "社員番号,姓,名,フリガナ,メールアドレス,部署,入社日\n00101,山田,太郎,ヤマダ タロウ,taro@example.com,営業部,2019/04/01\n"
        "00102,髙橋,花子,タカハシ ハナコ,hanako@example.com,総務部,2020年10月1日\n",
        ["00101|山田 太郎|taro@example.com|営業部|2019-04-01||",
         "00102|髙橋 花子|hanako@example.com|総務部|2020-10-01||"],
    ),
    "a Mac file": (
        "mac_roman",
        "Matricule,Nom,Prénom,Courriel,Service\r007,Lefèvre,Élodie,elodie@example.com,Comptabilité\r"
        "008,Gaëlle,Noël,noel@example.com,Direction\r",
        ["007|Élodie Lefèvre|elodie@example.com|Comptabilité|||", "008|Noël Gaëlle|noel@example.com|Direction|||"],
    ),
    "Excel's Unicode text": (
        "utf-16",
        "Employee ID\tName\tEmail\tDepartment\r\nE1\tAna Lee\tana@example.com\tSales\r\n"
        "E2\tBo Kim\tbo@example.com\tDesk\r\n",
        [ANA, BO],
    ),
    "UTF-16 without its mark": (
        "utf-16-le",
        "Employee ID\tName\tEmail\tDepartment\r\nE1\tAna Lee\tana@example.com\tSales\r\n"
        "E2\tBo Kim\tbo@example.com\tDesk\r\n",
        [ANA, BO],
    ),
    "a DOS file": (
        "cp850",
        "Personalnummer;Nachname;Vorname;Abteilung\n1;Müller;Jürgen;Einkauf\n2;Schäfer;Götz;Büro\n",
        ["1|Jürgen Müller||Einkauf|||", "2|Götz Schäfer||Büro|||"],
    ),
    "dates that only make sense with the month first": (
        "utf-8",
        "Employee ID,Name,Hire Date,Termination Date\nE1,Ana Lee,03/04/2020,\nE2,Bo Kim,12/31/2021,01/15/2027\n",
        ["E1|Ana Lee|||2020-03-04||", "E2|Bo Kim|||2021-12-31|2027-01-15|"],
    ),
    "dates that only make sense with the day first": (
        "utf-8",
        "Employee ID,Name,Hire Date,Termination Date\nE1,Ana Lee,03/04/2020,\nE2,Bo Kim,31/12/2021,15/01/2027\n",
        ["E1|Ana Lee|||2020-04-03||", "E2|Bo Kim|||2021-12-31|2027-01-15|"],
    ),
    "months in words of several languages": (
        "utf-8",
        "Employee ID,Name,Start date\nE1,Ana Lee,5-Mar-2020\nE2,Bo Kim,1 de enero de 2021\nE3,Cy Roy,3. Oktober 2022\n"
        "E4,Di Fox,\"July 4, 2023\"\nE5,Ed Orr,12 août 2021\nE6,Fe Sol,7 gru 2019\n",
        ["E1|Ana Lee|||2020-03-05||", "E2|Bo Kim|||2021-01-01||", "E3|Cy Roy|||2022-10-03||",
         "E4|Di Fox|||2023-07-04||", "E5|Ed Orr|||2021-08-12||", "E6|Fe Sol|||2019-12-07||"],
    ),
    "two-digit years": (
        "utf-8",
        "Personalnummer;Name;Eintritt\n1;Ana Lee;01.02.19\n2;Bo Kim;31.12.98\n",
        ["1|Ana Lee|||2019-02-01||", "2|Bo Kim|||1998-12-31||"],
    ),
    "dates for ever": (
        "utf-8",
        "Employee ID,Name,Start date,End date\nE1,Ana Lee,2020-01-01,9999-12-31\nE2,Bo Kim,2021-01-01,31/12/9999\n",
        ["E1|Ana Lee|||2020-01-01||", "E2|Bo Kim|||2021-01-01||"],
    ),
    "times behind the dates": (
        "utf-8",
        "Employee ID,Name,Start date,End date\nE1,Ana Lee,2020-01-01 00:00:00,2027-01-31T23:59:00\n"
        "E2,Bo Kim,2021-01-01 00:00:00.000,\n",
        ["E1|Ana Lee|||2020-01-01|2027-01-31T23:59:00|", "E2|Bo Kim|||2021-01-01||"],
    ),
    "birthdays, managers and private addresses beside the right ones": (
        "utf-8",
        "Employee ID,First Name,Last Name,Preferred Name,Date of Birth,Personal Email,Work Email,Manager Name,"
        "Manager Email,Manager ID,Department,Hire Date,PIN Code,City\n"
        "E1,Ana,Lee,Annie,1990-01-02,a@example.org,ana@example.com,Boss One,boss@example.com,E9,Sales,2020-01-01,"
        "411001,Pune\nE2,Bo,Kim,Bobby,1991-02-03,b@example.org,bo@example.com,Boss One,boss@example.com,E9,Desk,"
        "2021-01-01,411002,Pune\n",
        ["E1|Ana Lee|ana@example.com|Sales|2020-01-01||", "E2|Bo Kim|bo@example.com|Desk|2021-01-01||"],
    ),
    "a bank account, a tax number and a national number": (
        "utf-8",
        "Matricule;Nom;Prénom;IBAN;N° de sécurité sociale;Date de naissance;Service;Date d'entrée\n"
        "0042;Lee;Ana;FR7612345;290017500000000;02/01/1990;Ventes;01/09/2019\n"
        "0043;Kim;Bo;FR7612346;190017500000001;15/01/1991;Achats;15/09/2019\n",
        ["0042|Ana Lee||Ventes|2019-09-01||", "0043|Bo Kim||Achats|2019-09-15||"],
    ),
    "an address in the user name": (
        "utf-8",
        "sourcedId,givenName,familyName,username,email\nS1,Ana,Lee,ana@example.com,\nS2,Bo,Kim,bo@example.com,\n"
        "S3,Cy,Roy,,cy@example.com\n",
        ["S1|Ana Lee|ana@example.com||||", "S2|Bo Kim|bo@example.com||||", "S3|Cy Roy|cy@example.com||||"],
    ),
    "no e-mail column, but user names that are addresses": (
        "utf-8",
        "Employee ID,Name,Username\nE1,Ana Lee,ana@example.com\nE2,Bo Kim,bo@example.com\n",
        ["E1|Ana Lee|ana@example.com||||", "E2|Bo Kim|bo@example.com||||"],
    ),
    "names the other way round, with and without commas": (
        "utf-8",
        'Employee ID,Employee Name\nE1,"Lee, Ana"\nE2,"van der Berg, Jan"\nE3,"O\'Brien, Aoife M."\nE4,"Roy, Cy, Jr."\n'
        'E5,"de la Cruz Gil, María"\n',
        ["E1|Ana Lee|||||", "E2|Jan van der Berg|||||", "E3|Aoife M. O'Brien|||||", "E4|Cy Roy, Jr.|||||",
         "E5|María de la Cruz Gil|||||"],
    ),
    "Dutch surname prefixes in a column behind": (
        "utf-8",
        "Personeelsnr;Roepnaam;Achternaam;Voorvoegsel;E-mail werk;Afdeling;Datum in dienst;Datum uit dienst\n"
        "1001;Sanne;Berg;van den;sanne@example.com;Verkoop;01-03-2019;\n1002;Bram;Vries;de;bram@example.com;Inkoop;"
        "15-04-2020;31-12-2026\n",
        ["1001|Sanne van den Berg|sanne@example.com|Verkoop|2019-03-01||",
         "1002|Bram de Vries|bram@example.com|Inkoop|2020-04-15|2026-12-31|"],
    ),
    "titles before and behind names": (
        "utf-8",
        "Personalnummer;Anrede;Titel;Vorname;Nachname;Namenszusatz;Abteilung\n1;Frau;Dr.;Ana;Lee;;Vertrieb\n"
        "2;Herr;;Bo;Kim;;Einkauf\n",
        ["1|Ana Lee||Vertrieb|||", "2|Bo Kim||Einkauf|||"],
    ),
    "statuses of payroll": (
        "utf-8",
        "Employee ID,Name,Status\nE1,Ana Lee,A - Active\nE2,Bo Kim,T - Terminated\nE3,Cy Roy,L - Leave of Absence\n"
        "E4,Di Fox,ACTIVE (notice period)\n",
        ["E1|Ana Lee|||||True", "E2|Bo Kim|||||False", "E3|Cy Roy|||||True", "E4|Di Fox|||||True"],
    ),
    "status letters": (
        "utf-8",
        "Employee ID,Name,Empl. Status\nE1,Ana Lee,A\nE2,Bo Kim,T\nE3,Cy Roy,A\n",
        ["E1|Ana Lee|||||True", "E2|Bo Kim|||||False", "E3|Cy Roy|||||True"],
    ),
    "Spanish statuses": (
        "utf-8",
        "Código,Nombre,Apellidos,Situación\n1,Ana,Lee,Alta\n2,Bo,Kim,Baja\n3,Cy,Roy,Baja médica\n4,Di,Fox,Excedencia\n",
        ["1|Ana Lee|||||True", "2|Bo Kim|||||False", "3|Cy Roy|||||True", "4|Di Fox|||||True"],
    ),
    "three states of a cell": (
        "utf-8",
        "Employee ID,Name,Email,Department,End date\nE1,Ana Lee,-,-,-\nE2,Bo Kim,,,\nE3,Cy Roy,cy@example.com,Sales,"
        "2027-01-01\n",
        ["E1|Ana Lee|||||", "E2|Bo Kim|||||", "E3|Cy Roy|cy@example.com|Sales||2027-01-01|"],
    ),
    "several addresses in a cell": (
        "utf-8",
        "Employee ID,Name,Email\nE1,Ana Lee,ana@example.com; ana.lee@example.org\nE2,Bo Kim,Bo Kim <bo@example.com>\n",
        ["E1|Ana Lee|ana@example.com ana.lee@example.org||||", "E2|Bo Kim|bo@example.com||||"],
    ),
    "group paths": (
        "utf-8",
        "Employee ID,Name,Org Unit Path\nE1,Ana Lee,/Sales/EMEA\nE2,Bo Kim,/Sales/APAC\nE3,Cy Roy,/Operations\n",
        ["E1|Ana Lee||/Sales/EMEA|||", "E2|Bo Kim||/Sales/APAC|||", "E3|Cy Roy||/Operations|||"],
    ),
    "group hierarchies": (
        "utf-8",
        "Employee ID,Name,Department\nE1,Ana Lee,Sales > EMEA\nE2,Bo Kim,Sales > APAC\nE3,Cy Roy,Sales\n",
        ["E1|Ana Lee||Sales > EMEA|||", "E2|Bo Kim||Sales > APAC|||", "E3|Cy Roy||Sales|||"],
    ),
    "no header at all": (
        "utf-8",
        "1001,Ana Lee,ana@example.com,Sales,2020-01-01\n1002,Bo Kim,bo@example.com,Desk,2021-01-31\n"
        "1003,Cy Roy,cy@example.com,Sales,2022-01-31\n1004,Di Fox,di@example.com,Desk,2022-02-28\n",
        ["1001|Ana Lee|ana@example.com|Sales|||", "1002|Bo Kim|bo@example.com|Desk|||",
         "1003|Cy Roy|cy@example.com|Sales|||", "1004|Di Fox|di@example.com|Desk|||"],
    ),
    "headers repeated on every page": (
        "utf-8",
        "Employee ID,Name,Email,Department\nE1,Ana Lee,ana@example.com,Sales\nPage 1 of 2,,,\n"
        "Employee ID,Name,Email,Department\nE2,Bo Kim,bo@example.com,Desk\nPage 2 of 2,,,\nGrand total: 2 employees,,,\n",
        [ANA, BO],
    ),
    "departments as rows between the people": (
        "utf-8",
        "Employee ID,Name,Email,Department\nSales,,,\nE1,Ana Lee,ana@example.com,Sales\nSubtotal Sales,1,,\nDesk,,,\n"
        "E2,Bo Kim,bo@example.com,Desk\nSubtotal Desk,1,,\n",
        [ANA, BO],
    ),
    "a total below the numbers": (
        "utf-8",
        "Employee ID,Name,Email,Department,Salary\nE1,Ana Lee,ana@example.com,Sales,1000\n"
        "E2,Bo Kim,bo@example.com,Desk,2000\n,,,,3000\n",
        [ANA, BO],
    ),
    "a person with two contracts": (
        "utf-8",
        "Employee ID,Name,Email,Department,Start date,End date\nE1,Ana Lee,ana@example.com,Sales,2024-01-01,\n"
        "E1,Ana Lee,ana@example.com,Desk,2025-01-01,2027-01-31\nE2,Bo Kim,bo@example.com,Desk,2021-01-01,\n",
        ["E1|Ana Lee|ana@example.com|Desk,Sales|2024-01-01||", "E2|Bo Kim|bo@example.com|Desk|2021-01-01||"],
    ),
    "several group columns": (
        "utf-8",
        "Employee ID,Name,Group 1,Group 2,Group 3\nE1,Ana Lee,Sales,Desk,\nE2,Bo Kim,Desk,,\n",
        ["E1|Ana Lee||Desk,Sales|||", "E2|Bo Kim||Desk|||"],
    ),
    "blanks of all kinds": (
        "utf-8",
        "\u00a0Employee ID\u00a0, Name ,\tEmail,Department \n E1\u00a0, Ana\u00a0 Lee , ana@example.com\u00a0, Sales\u3000\n"
        "E2 ,Bo  Kim,bo@example.com,\u2003Desk\n",
        [ANA, BO],
    ),
    "full-width digits and letters": (
        "utf-8",
        "社員番号,氏名,部署\n００１,山田　太郎,営業\n００２,鈴木　花子,総務\n",
        ["００１|山田 太郎||営業|||", "００２|鈴木 花子||総務|||"],
    ),
    "quotes around everything and an apostrophe before the zeros": (
        "utf-8",
        "\"Employee ID\",\"Name\",\"Email\"\n\"'00042\",\"Ana Lee\",\"ana@example.com\"\n"
        "\"'00043\",\"Bo Kim\",\"bo@example.com\"\n",
        ["00042|Ana Lee|ana@example.com||||", "00043|Bo Kim|bo@example.com||||"],
    ),
    "zeros kept by a formula": (
        "utf-8",
        'Employee ID,Name\n"=""00042""",Ana Lee\n"=""00043""",Bo Kim\n',
        ["00042|Ana Lee|||||", "00043|Bo Kim|||||"],
    ),
    "the number inside the name": (
        "utf-8",
        "Employee,Email,Department\nAna Lee (1001),ana@example.com,Sales\nBo Kim (1002),bo@example.com,Desk\n",
        ["1001|Ana Lee|ana@example.com|Sales|||", "1002|Bo Kim|bo@example.com|Desk|||"],
    ),
    "the number before the name": (
        "utf-8",
        "Mitarbeiter;Abteilung\n00101 - Lee, Ana;Vertrieb\n00102 - Kim, Bo;Einkauf\n",
        ["00101|Ana Lee||Vertrieb|||", "00102|Bo Kim||Einkauf|||"],
    ),
    "a comment with a hash above the header": (
        "utf-8",
        "# exported by hr-tool 4.2, do not edit\n# columns: see manual\nEmployee ID,Name,Email,Department\n"
        "E1,Ana Lee,ana@example.com,Sales\nE2,Bo Kim,bo@example.com,Desk\n",
        [ANA, BO],
    ),
    "a line that names the delimiter": (
        "utf-8",
        "sep=;\nEmployee ID;Name;Email;Department\nE1;Ana Lee;ana@example.com;Sales\nE2;Bo Kim;bo@example.com;Desk\n",
        [ANA, BO],
    ),
    "days counted from 1900, and years of Japanese eras": (
        "utf-8",
        "Employee ID,Name,Start date\nE1,Ana Lee,43832\nE2,山田 太郎,令和2年4月1日\nE3,Cy Roy,平成元年5月2日\n",
        ["E1|Ana Lee|||2020-01-02||", "E2|山田 太郎|||2020-04-01||", "E3|Cy Roy|||1989-05-02||"],
    ),
    "a past position and a present one": (
        "utf-8",
        "Employee ID,Name,Department,Start date,End date\n1,Ana Lee,Sales,2020-01-01,2023-12-31\n"
        "1,ANA LEE,Desk,2024-01-01,\n2,Bo Kim,Desk,2024-01-01,\n",
        ["1|Ana Lee||Desk|2020-01-01||", "2|Bo Kim||Desk|2024-01-01||"],
    ),
    "Swedish": (
        "cp1252",
        "Anställningsnummer;Förnamn;Efternamn;E-post;Avdelning;Startdatum\n001;Åsa;Öberg;asa@example.com;Sälj;2020-01-02\n",
        ["001|Åsa Öberg|asa@example.com|Sälj|2020-01-02||"],
    ),
    "Czech": (
        "cp1250",
        "Osobní číslo;Příjmení;Jméno;E-mail;Oddělení;Datum nástupu\n001;Dvořák;Jiří;jiri@example.com;Prodej;2.1.2020\n",
        ["001|Jiří Dvořák|jiri@example.com|Prodej|2020-01-02||"],
    ),
    "one person": ("utf-8", "Employee ID,Name,Email,Department\nE1,Ana Lee,ana@example.com,Sales\n", [ANA]),
    "Portuguese": (
        "cp1252",
        "Nº Funcionário;Nome Completo;E-mail Corporativo;Setor;Data de Admissão;Data de Demissão;Situação\n"
        "0101;João da Conceição;joao@example.com;Operações;01/02/2019;;Ativo\n"
        "0102;Inês Gonçalves;ines@example.com;Direção;15/03/2020;31/10/2026;Demitido\n",
        ["0101|João da Conceição|joao@example.com|Operações|2019-02-01||True",
         "0102|Inês Gonçalves|ines@example.com|Direção|2020-03-15|2026-10-31|False"],
    ),
    "Catalan": (
        "utf-8",
        "Codi empleat;Cognoms i nom;Correu electrònic;Departament;Data d'alta;Estat\n"
        "0101;Puig i Vila, Núria;nuria@example.com;Comptabilitat;01/02/2019;Alta\n"
        "0102;Roca Mas, Oriol;oriol@example.com;Vendes;15/03/2020;Baixa\n",
        ["0101|Núria Puig i Vila|nuria@example.com|Comptabilitat|2019-02-01||True",
         "0102|Oriol Roca Mas|oriol@example.com|Vendes|2020-03-15||False"],
    ),
    "Italian": (
        "utf-8",
        "Matricola;Cognome e Nome;Data di nascita;Data assunzione;Data cessazione;Reparto;Responsabile\n"
        "00101;Rossi Anna;01/02/1980;01/03/2015;;Magazzino;Bianchi Luca\n"
        "00102;Verdi Marco;11/12/1985;15/04/2018;31/12/2026;Vendite;Bianchi Luca\n",
        ["00101|Anna Rossi||Magazzino|2015-03-01||", "00102|Marco Verdi||Vendite|2018-04-15|2026-12-31|"],
    ),
    "a door's PIN and several cards": (
        "utf-8",
        "Employee ID,Name,Access PIN,Card number\nE1,Ana Lee,0042,04AABB; 04CCDD\nE2,Bo Kim,481516,04EEFF\n",
        ["E1|Ana Lee|||||", "E2|Bo Kim|||||"],
    ),
}  # fmt: skip


def said(reading: Reading) -> list[str]:
    """Each person in one line: id, name, addresses, groups in order of the alphabet, dates, status."""
    return [
        "|".join(
            [e.employee_id or "", e.name, " ".join(e.emails), ",".join(sorted(e.groups)), e.starts_at or "",
             e.ends_at or "", "" if e.active is None else str(e.active)]
        )
        for e in reading.employees
    ]  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_an_ugly_text_file_reads_right_without_a_question(read_text: Callable[..., Reading], name: str) -> None:
    codec, text, expected = CASES[name]
    reading = read_text(text, codec=codec)
    assert said(reading) == expected
    assert reading.questions == () and not reading.parked
