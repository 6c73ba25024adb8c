"""Makes resources/sample_employees.xlsx: a list as HR would send it, for a first try. Run it by hand: needs openpyxl.

Invented people, `example.com` addresses; a title above the header, "Last, First", one leaver, one person of two
departments, one number with zeros in front, one bad address, and one number given to two people.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

TARGET = Path(__file__).resolve().parent.parent / "resources" / "sample_employees.xlsx"
MONDAY = date(2026, 11, 30)

PEOPLE = """
Almeida, Beatriz|Engineering
Andersson, Nils|Engineering
Bakker, Sanne|Sales
Bianchi, Luca|Operations
Čapková, Tereza|Finance
Chukwu, Adaeze|Marketing
Costa, Rui|Operations
Demir, Elif|Sales
Dubois, Chloé|Human Resources
Eriksen, Ingrid|Engineering
Fernández, Íñigo|Sales
Fischer, Jürgen|Operations
García, Núria|Management
Haddad, Samir|Engineering
Horváth, Zsófia|Finance
Ivanova, Daria|Marketing
Jansen, Femke|Engineering, Management
Jensen, Søren|Operations
Kaya, Deniz|Sales
Kowalska, Małgorzata|Finance
Lefèvre, Élodie|Marketing
López, José|Operations
Meyer, Anna|Human Resources
Müller, Björn|Engineering
Nguyen, Linh|Engineering
Nowak, Piotr|Sales
O'Brien, Aoife|Marketing
Okafor, Emeka|Engineering
Peña, Lucía|Sales
Petrov, Nikola|Operations
Ramos, Inés|Finance
Rossi, Giulia|Human Resources
Şahin, Yusuf|Operations
Schäfer, Lena|Engineering
Silva, João|Sales
Smith, Daniel|Management
Tanaka, Yui|Engineering
Vidal, Oriol|Marketing
Weber, Ömer|Operations
Zieliński, Adam|Finance
"""

PLAIN = str.maketrans("áàâäãåčçéèêëíìîïñńóòôöõøşšúùûüýłśźż", "aaaaaacceeeeiiiinnoooooossuuuuylszz")
LEAVER, TOMORROWS, TWIN, MISTYPED = 21, (14, 36), 30, 11


def rows() -> list[list[object]]:
    """The 40 people, in the columns of `main`."""
    made: list[list[object]] = []
    for number, line in enumerate(PEOPLE.strip().splitlines()):
        name, departments = line.split("|")
        last, first = (part.casefold().translate(PLAIN).replace("'", "") for part in name.split(", "))
        address = f"{first}.{last}@example.com"
        start: date = date(2015 + number % 11, 1 + number % 12, 1 + number * 7 % 28)
        if number in TOMORROWS:
            start = MONDAY
        made.append([f"{42 + number:05d}", name, address, departments, start, None, "Active"])
    made[LEAVER][5:] = [date(2026, 10, 31), "Left"]
    made[TWIN][0] = made[TWIN - 1][0]
    made[MISTYPED][2] = str(made[MISTYPED][2]).replace("@", " at ")
    return made


def main() -> None:
    """Writes the file."""
    book = Workbook()
    book.properties.created = book.properties.modified = datetime(2026, 11, 1)
    sheet = book.active
    assert sheet is not None
    sheet.title = "Employees"
    sheet.append(["Employee list, November 2026"])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.merge_cells("A1:G1")
    sheet.append([])
    sheet.append(["Employee ID", "Name", "E-mail", "Department", "Start date", "End date", "Status"])
    for cell in sheet[3]:
        cell.font = Font(bold=True)
    for row in rows():
        sheet.append(row)
    for row in sheet.iter_rows(min_row=4, min_col=5, max_col=6):
        for cell in row:
            cell.number_format = "yyyy-mm-dd"
    for letter, width in zip("ABCDEFG", (13, 26, 36, 26, 13, 13, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A4"
    book.save(TARGET)


if __name__ == "__main__":
    main()
