"""Words for codes of reading a spreadsheet and mapping its groups."""

from __future__ import annotations

from akiles_console.wording import N_

_FILES = {
    "not_a_spreadsheet": (
        N_("This file is not a spreadsheet, whatever its name says; nothing was changed."),
        N_("Choose the file that HR sent: an Excel workbook (xlsx), an OpenDocument spreadsheet (ods) or a csv file."),
    ),
    "empty_file": (
        N_("There is nothing in this file; nothing was changed."),
        N_("Open it in your spreadsheet program to see whether the list is there, save it again, and choose it again."),
    ),
    "file_unreadable": (
        N_("The file could not be opened ({reason}); nothing was changed."),
        N_("See whether it is still there and whether you may read it, then choose it again."),
    ),
    "needs_password": (
        N_("This workbook is locked with a password; nothing was read yet."),
        N_("Enter its password, or save a copy without one."),
    ),
    "wrong_password": (
        N_("That is not the password of this workbook; nothing was read."),
        N_("Enter the password again, or ask whoever sent the file."),
    ),
    "too_large": (
        N_("This file is larger than what can be read here ({limit}); nothing was changed."),
        N_("Keep only the list of people in it, or split it into several files."),
    ),
    "damaged": (
        N_("This file is damaged and could not be read; nothing was changed."),
        N_("Open it in your spreadsheet program, save it under a new name as xlsx, and choose that file."),
    ),
    "labelled": (
        N_("This file is protected by a label of your organization, not by a password; nothing was read."),
        N_("Open it in Excel, save a copy without that protection, and choose the copy."),
    ),
    "too_old": (
        N_("This workbook comes from Excel 4 or older and cannot be read; nothing was changed."),
        N_("Open it in your spreadsheet program, save it as xlsx, and choose that file."),
    ),
    "unsupported_format": (
        N_("This file is really of a kind that cannot be read here ({format}); nothing was changed."),
        N_("Open it in the program it comes from, save it as xlsx or csv, and choose that file."),
    ),
    "unknown_sheet": (
        N_("There is no sheet named “{sheet}” in this file; nothing was changed."),
        N_("Choose one of the sheets that the file has."),
    ),
    "no_people": (
        N_("No list of people was found in this file; nothing was changed."),
        N_("It needs a row of headers with at least a name and an employee number or e-mail, and a row a person."),
    ),
    "reader_crashed": (
        N_("Reading this file failed: it is damaged, or made to do harm. Nothing was changed."),
        N_("Open it in your spreadsheet program, save it under a new name as xlsx, and choose that file."),
    ),
    "reader_timeout": (
        N_("Reading this file took longer than {seconds} seconds and was stopped; nothing was changed."),
        N_("Keep only the list of people in it, save it as xlsx, and choose it again."),
    ),
    "layout_unreadable": (
        N_("The layout file {file} cannot be used: {reason}. The spreadsheet was not read."),
        N_("Mend the layout file, or leave it out and answer the questions."),
    ),
}

_COPIES = {
    "file_changed": (
        N_("The file {file} is not the one that was read any more; no copy was made."),
        N_("Read it again, then save the copy."),
    ),
    "file_unwritable": (
        N_("The copy {file} could not be saved ({reason})."),
        N_("Choose another folder, or close the file if it is open in your spreadsheet program."),
    ),
    "copy_locked": (N_("The copy is locked with the same password as the original."), ""),
    "copy_not_signed": (
        N_("The original is signed; the copy is no longer what was signed, so its signature does not hold."),
        "",
    ),
    "cell_mended": (N_("Mended in Akiles Console: this cell said “{was}”."), ""),
    "cell_mended_blank": (N_("Mended in Akiles Console: this cell was blank."), ""),
    "cell_mended_kept": (N_("Akiles Console was told to read “{now}” here; the cell itself was not changed."), ""),
    "pin_mended": (N_("The PIN was mended in Akiles Console; it is not written here. The cell was not changed."), ""),
    "copy_is_xlsx": (
        N_("The original cannot hold comments, so the copy is a new Excel workbook with the same cells."),
        "",
    ),
}

_CELLS = {
    "id_error": (
        N_("The employee number is an error of the workbook ({value}); this row is left out."),
        N_("Mend the formula in this cell, or type the number."),
    ),
    "id_not_whole": (
        N_("The employee number {value} is not a whole number; this row is left out."),
        N_("Type the number as text, exactly as HR writes it."),
    ),
    "id_scientific": (
        N_("The employee number was turned into {value} by a spreadsheet program; its digits are lost and this row is "
           "left out."),
        N_("Format the column as text, and enter the number again."),
    ),
    "id_odd": (
        N_("{value} cannot be an employee number; this row is left out."),
        N_("Type the number as text, exactly as HR writes it."),
    ),
    "id_too_long": (
        N_("The employee number is longer than 200 characters; this row is left out."),
        N_("See whether the right column was taken."),
    ),
    "id_invisible": (
        N_("The employee number holds invisible characters; this row is left out."),
        N_("Type the number again."),
    ),
    "id_twice": (
        N_("{value} stands for different people in rows {rows}; all of them are left out."),
        N_("Give each person an own number, or delete the row that is wrong."),
    ),
    "zeros_may_be_lost": (
        N_("Some employee numbers are numbers and others are text with zeros in front; zeros may have been lost."),
        N_("Format the whole column as text, so that every number is as HR writes it."),
    ),
    "name_missing": (N_("There is no name; this row is left out."), N_("Fill in the name.")),
    "name_error": (
        N_("The name is an error of the workbook ({value})."),
        N_("Mend the formula in this cell, or type the name."),
    ),
    "name_invisible": (
        N_("The name held invisible characters; they were taken out."),
        N_("See whether the name is right."),
    ),
    "nothing_identifies": (
        N_("There is neither an employee number nor an e-mail; this row is left out."),
        N_("Fill in one of the two, so that the person is known again next time."),
    ),
    "email_invalid": (
        N_("“{value}” is not an e-mail address; this row is left out."),
        N_("Mend the address, or empty the cell."),
    ),
    "email_error": (
        N_("The e-mail address is an error of the workbook ({value}); this row is left out."),
        N_("Mend the formula in this cell, or type the address."),
    ),
    "email_twice": (
        N_("The address {value} is given for more than one person."),
        N_("See whether they really share it: whoever reads that mailbox gets the access of all of them."),
    ),
    "group_error": (
        N_("The group is an error of the workbook ({value}); this row is left out."),
        N_("Mend the formula in this cell, or type the group."),
    ),
    "date_invalid": (
        N_("“{value}” is not a date; this row is left out."),
        N_("Write the date like 2026-01-31, or empty the cell."),
    ),
    "date_error": (
        N_("The date is an error of the workbook ({value}); this row is left out."),
        N_("Mend the formula in this cell, or type the date."),
    ),
    "date_out_of_range": (
        N_("The date {value} is before 1950 or after 2100; it was not taken over."),
        N_("Mend the year, if the date matters."),
    ),
    "day_first_assumed": (
        N_("Dates such as 03/04 were read with the day first, as the headers' language writes them."),
        N_("See whether the dates are right."),
    ),
    "ended_but_active": (
        N_("The status says that this person works here, but the end date {date} is past."),
        N_("See which of the two is right; the end date counts."),
    ),
    "ends_before_start": (
        N_("The end date {end} is before the start date {start}; this row is left out."),
        N_("Mend the date that is wrong."),
    ),
    "pin_invalid": (
        N_("The PIN is not made of 4 to 20 digits; this row is left out."),
        N_("Enter 4 to 20 digits, or empty the cell."),
    ),
    "pin_error": (
        N_("The PIN is an error of the workbook; this row is left out."),
        N_("Mend the formula in this cell, or type the PIN."),
    ),
    "pin_twice": (
        N_("Several people have this PIN; their rows are left out."),
        N_("Give each of them a PIN of their own."),
    ),
    "pin_numeric": (
        N_("{cells} PINs are numbers, not text: zeros in front of them may have been lost."),
        N_("Format the column as text, so that every PIN is as it should be typed."),
    ),
    "card_error": (
        N_("The card is an error of the workbook ({value}); this row is left out."),
        N_("Mend the formula in this cell, or type the card."),
    ),
    "on_leave_counts_as_employed": (
        N_("{people} people have the status “{word}”: they count as employed and keep their access."),
        N_("Give an end date to those who should not get in meanwhile."),
    ),
    "password_not_used": (
        N_("This column holds passwords; it is not used, not even where they look like PINs."),
        N_("If it really holds PINs, say so under Columns."),
    ),
    "column_not_believed": (
        N_("The column “{column}” does not hold what its header says; it is not used."),
        N_("If it is right all the same, say so under Columns."),
    ),
    "rows_joined": (
        N_(
            "Rows {rows} are the same person, {value}, with several positions; they were put together: all groups of "
            "positions that are not over, the earliest start, the latest end."
        ),
        N_("If they are different people, give each of them an own number."),
    ),
    "numbers_from_names": (
        N_("The employee numbers stood inside the names; they were taken from there."),
        "",
    ),
    "thousands_left_out": (
        N_("The numbers in this column are written with a comma between the thousands ({example}); it was left out."),
        N_("If the comma belongs to the numbers, format the column as text and choose the file again."),
    ),
    "numbers_as_shown": (
        N_("{cells} numbers in this column were read as the workbook shows them, with zeros in front: {example}."),
        N_("If the zeros do not belong to them, format the column as a plain number."),
    ),
    "rows_hidden": (
        N_("Rows hidden in the workbook by hand or by a filter: {rows} (row {which}); they were read like all others."),
        N_("If those people should stay out, delete their rows in a copy of the file and choose that."),
    ),
    "column_hidden": (
        N_("The column “{column}” is hidden in the workbook; it was read like all others."),
        "",
    ),
    "headings_read": (
        N_("The rows that hold only a word, such as “{example}”, were read as headings of the people below ({field})."),
        N_("If they are something else, delete them in a copy of the file and choose that."),
    ),
    "another_table": (
        N_("In row {row} another table starts; only the people above it were read."),
        N_("If those below are needed too, put each table on a sheet of its own and choose the sheet."),
    ),
    "headings_left_out": (
        N_("Rows between the people hold only a word, such as “{example}”; what they say was not used."),
        N_("If they are departments, write the department into a column of its own in each person's row."),
    ),
    "encoding_assumed": (
        N_("The file does not say how its letters are written; read as {encoding}, one word is “{example}”."),
        N_("If that word is wrong, choose another encoding."),
    ),
    "encoding_mixed": (
        N_("Some lines of the file are written in {encoding}, others in UTF-8; each was read as it is written."),
        N_("Look at the names with accents before you go on."),
    ),
    "letters_mended": (
        N_("The accents of this file were damaged when it was saved (“Ã©” for “é”); they were mended."),
        N_("Look at the names with accents before you go on."),
    ),
    "quote_never_closed": (
        N_("In this row a quotation mark is opened and never closed; the row was read without it."),
        N_("Compare the row with the file."),
    ),
    "row_shifted": (
        N_("This row has more cells than there are headers: a cell with a delimiter in it is not in quotes."),
        N_("Mend the row in the file, so that each value stands below its header."),
    ),
    "format_mismatch": (
        N_("The file is named {ending}, but really is {format}; it was read as that."),
        "",
    ),
    "far_cells_ignored": (
        N_("Cells far away from the list, such as {cell}, were ignored."),
        "",
    ),
}  # fmt: skip

_QUESTIONS = {
    "which_employee_id": (N_("Which column has the employee number?"), ""),
    "which_name": (N_("Which column has the name?"), ""),
    "which_first_name": (N_("Which column has the first name?"), ""),
    "which_last_name": (N_("Which column has the surname?"), ""),
    "which_email": (N_("Which column has the e-mail address to be used?"), ""),
    "which_group": (N_("Which column has the department or group that decides on the doors?"), ""),
    "which_starts_at": (N_("From which column's date does somebody get in?"), ""),
    "which_ends_at": (N_("Until which column's date does somebody get in?"), ""),
    "which_status": (N_("Which column says who still works here?"), ""),
    "which_pin": (N_("Which column has the PIN?"), ""),
    "which_sheet": (N_("Several sheets look like a list of people. Which one is it?"), ""),
    "date_order": (N_("Is 03/04 the third of April (day first) or the fourth of March (month first)?"), ""),
    "status_word": (N_("{people} people have the status “{word}”. Do they still work here?"), ""),
    "fill_down": (
        N_("In the column “{column}” many cells below “{example}” are blank. Does it hold for those people too?"),
        "",
    ),
    "encoding": (N_("Some letters can be read in several ways. In which one is “{example}” right: {preview}?"), ""),
}

_SKIPPED = {
    "blank": (N_("The row is blank."), ""),
    "footer": (N_("The row is a total or a note, not a person."), ""),
    "repeated_header": (N_("The row repeats the headers."), ""),
    "other_table": (N_("The row belongs to another table below the people."), ""),
    "example": (N_("The row is an example, or explains the columns."), ""),
    "duplicate": (N_("The row repeats an earlier one in every respect."), ""),
    "same_person": (N_("The row is one more position of a person above."), ""),
    "no_person": (N_("The row has no name, number or e-mail."), ""),
}

_MAPPINGS = {
    "mapping_unreadable": (
        N_("The mapping {file} cannot be read ({reason}); nothing was changed."),
        N_("Mend the file, or map the groups again."),
    ),
    "group_vanished": (
        N_("The member group “{group}”, to which “{hr_group}” is mapped, is gone from Akiles; nothing was changed."),
        N_("Choose another member group for it."),
    ),
    "group_not_unique": (
        N_("Several member groups are named “{group}”, which “{hr_group}” is mapped to; nothing was changed."),
        N_("Rename one of them at Akiles, or name the group by its id."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**_FILES, **_COPIES, **_CELLS, **_QUESTIONS, **_SKIPPED, **_MAPPINGS}
