"""The layouts of common HR systems and directories, known by headers that only they have together."""

from __future__ import annotations

from collections.abc import Sequence

from akiles_console.people.spreadsheet.headers import compact

SIGNATURES: tuple[tuple[str, tuple[frozenset[str], ...]], ...] = tuple(
    (name, tuple(frozenset(group.split()) for group in groups))
    for name, *groups in (
        ("Google Workspace", "[required] firstname lastname emailaddress", "[readonly] emailaddress"),
        ("Entra", "[userprincipalname]", "userprincipalname displayname", "[displayname] [accountenabled]"),
        ("Okta", "login firstname lastname secondemail", "login firstname lastname employeenumber"),
        ("Access People HR", "employeeid emailid reportsto", "employeeid knownas employeestatus"),
        ("Nexudus", "fullname tariff", "accesspincode", "accesscardid", "coworkerfullname"),
        ("BambooHR", "employee# lastname firstname", "employee# workemail", "employee# displayname"),
        ("Personio", "mitarbeiterid vorname nachname probezeitende", "vorname nachname vorgesetzter probezeitende",
         "personioid", "firstname lastname probationperiodend"),
        ("Factorial", "nombre apellidos equipos", "firstname lastname teams legalentity",
         "apellidos equipos responsable"),
        ("HiBob", "displayname lifecyclestatus", "displayname reportsto reportstoemail"),
        ("DATEV", "personalnummer steuerklasse", "personalnummer beraternummer", "personalnummer mandantennummer"),
        ("Sage", "apellidosynombre seccion", "employeereference nicategory", "codigo apellidosynombre dni"),
        ("Workday", "worker workerstatus", "employeeid worker", "worker supervisoryorganization"),
        ("ADP", "filenumber payrollname", "filenumber positionstatus", "associateid positionstatus"),
    )
)  # fmt: skip
"""Layout -> sets of headers of which one must be there whole; [x] is what stands in brackets behind a header."""


def vendor(names: Sequence[str]) -> str | None:
    """The system whose layout these headers are, or None."""
    there = {compact(name) for name in names if name} | {"employee#" for name in names if name.strip() == "Employee #"}
    for name in names:
        if name.endswith("]") and "[" in name:
            there.add(f"[{compact(name[name.rindex('[') + 1 : -1])}]")
        for inside in ("[userPrincipalName]", "[displayName]", "[accountEnabled]"):
            if inside in name:
                there.add(inside.lower())
    return next((name for name, groups in SIGNATURES if any(group <= there for group in groups)), None)
