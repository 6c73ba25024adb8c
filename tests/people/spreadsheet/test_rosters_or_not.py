"""Tables of other things with a name somewhere in them, and lists of people that look like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akiles_console.people.spreadsheet.reading import Reading, SpreadsheetError

OTHERS = {
    "orders": "order_id,customer_name,customer_email,product,quantity,price\n1,Ana Lee,ana@example.com,Mouse,2,19.99\n"
    "2,Bo Kim,bo@example.com,Desk,1,49.99\n",
    "products": "product_id,name,category,price,stock\nP1,Wireless Mouse,Parts,19.99,100\n"
    "P2,Desk Lamp,Light,8.99,50\n",
    "a log": "timestamp,level,host,message\n2026-01-02T03:04:05Z,INFO,web1,Started\n"
    "2026-01-02T03:04:06Z,WARN,web2,Slow\n",
    "places": "id,name,address,city\n1,Head Office,Road 1,Girona\n"
    "2,Warehouse North,Road 2,Girona\n3,Shop Plaza,Road 3,Olot\n",
    "who came when": "Name,Time,Date\nANA LEE,10:12:03,2026-01-02\nBO KIM,10:13:55,2026-01-02\n"
    "ANA LEE,09:01:03,2026-01-03\nBO KIM,09:12:55,2026-01-03\n",
    "punches of a clock": "Employee ID,Name,Date,Check In\nE1,Ana Lee,2026-01-02,08:00\nE1,Ana Lee,2026-01-03,08:01\n"
    "E2,Bo Kim,2026-01-02,08:02\nE2,Bo Kim,2026-01-03,08:03\n",
    "shifts in Italian": "Nome;Ore;Lun;Mar;Mer;Gio;Ven;Sab;Dom\nGiulio;40;x;x;x;x;x;;\nMorena;20;;;;x;x;x;x\n",
    "figures of departments": "Age,Attrition,Department,EmployeeNumber\n41,Yes,Sales,1\n49,No,Research,2\n"
    "37,Yes,Research,4\n"
    "33,No,Sales,5\n",
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_a_table_of_something_else_is_refused(read_text: Callable[..., Reading], name: str) -> None:
    with pytest.raises(SpreadsheetError) as refused:
        read_text(OTHERS[name])
    assert refused.value.code == "no_people"


def test_customers_with_what_they_spent_are_people(read_text: Callable[..., Reading]) -> None:
    reading = read_text("id,name,email,total_orders,last_order_amount\n1,Ana Lee,ana@example.com,2,19.99\n")
    assert [e.name for e in reading.employees] == ["Ana Lee"] and reading.questions == ()


def test_prices_and_ages_without_a_header_are_no_ids(read_text: Callable[..., Reading]) -> None:
    reading = read_text("Lee,Ana,1990-01-01,4500.5,41\nKim,Bo,1985-05-12,3450.0,42\nRoy,Cy,1992-03-24,4100.5,43\n")
    assert [q.code for q in reading.questions] == ["which_name", "which_employee_id"]


def test_only_columns_that_tell_people_apart_are_offered_as_the_id(read_text: Callable[..., Reading]) -> None:
    (question,) = read_text("Name,Night,Login\nAna Lee,Yes,alee\nBo Kim,No,bkim\nCy Roy,No,croy\n").questions
    assert (question.code, question.choices) == ("which_employee_id", ("Login",))


def test_the_names_of_several_words_are_meant_where_two_columns_could_be(read_text: Callable[..., Reading]) -> None:
    reading = read_text(
        "userid,email,fullname,displayname\nU1,ana@example.com,Ana Lee,ana\nU2,bo@example.com,Bo Kim,bo\n"
    )
    assert [e.name for e in reading.employees] == ["Ana Lee", "Bo Kim"] and reading.questions == ()


def test_the_employees_own_number_and_the_last_day_are_meant(read_text: Callable[..., Reading]) -> None:
    reading = read_text(
        "Worker ID,Employee ID,Name,Termination Date,Last day of work\n9,10,Ana Lee,2026-12-01,2026-12-31\n"
        "8,11,Bo Kim,,\n"
    )
    assert [(e.employee_id, e.ends_at) for e in reading.employees] == [("10", "2026-12-31"), ("11", None)]
    assert reading.questions == ()


def test_keys_of_other_tables_and_numbers_of_the_state_are_left_alone(read_text: Callable[..., Reading]) -> None:
    reading = read_text(
        "id,nombre,departamento_id,Identificador,Tipo de identificador\n1,Ana,3,12345678Z,DNI\n2,Bo,4,23456789D,DNI\n"
    )
    assert [(e.employee_id, e.groups) for e in reading.employees] == [("1", ()), ("2", ())] and reading.questions == ()


def test_headers_written_once_for_programs_and_once_for_people(read_text: Callable[..., Reading]) -> None:
    reading = read_text(
        "STATUS,USERID,FIRSTNAME,LASTNAME,EMAIL,EMPID\nStatus,User,First Name,Last Name,Email,Employee Id\n"
        "active,alee,Ana,Lee,ana@example.com,1001\n"
    )
    assert reading.header_row == 1 and [(e.employee_id, e.name) for e in reading.employees] == [("1001", "Ana Lee")]


def test_what_systems_write_into_cells_is_taken_off(read_text: Callable[..., Reading]) -> None:
    reading = read_text(
        "Employee ID,Worker,Department,userAccountControl\n1,Ana Lee (On Leave),2;#Sales,512\n"
        "2,Bo Kim (Bobby),3;#Desk,514\n"
    )
    assert [(e.name, e.groups, e.active) for e in reading.employees] == [
        ("Ana Lee", ("Sales",), True), ("Bo Kim (Bobby)", ("Desk",), False),
    ]  # fmt: skip


def test_more_codes_than_two_do_not_mean_yes_and_no(read_text: Callable[..., Reading]) -> None:
    reading = read_text("Employee ID,Name,Employment status\n1,Ana Lee,3\n2,Bo Kim,0\n")
    assert [q.code for q in reading.questions] == ["status_word", "status_word"]
    assert [e.active for e in reading.employees] == [None, None]
