"""Words for codes of plans, the guard, runs and their outcomes."""

from __future__ import annotations

from akiles_console.wording import N_

_REFUSALS = {
    "no_credential": (
        N_("No way to open a door is chosen, so nothing was planned."),
        N_("Choose at least one of e-mail, PIN and card."),
    ),
    "questions_open": (
        N_("This file needs an answer before it can be used: {question} Nothing was planned."),
        N_("Answer it in the window, or in the layout file under “answers”: {choices}."),
    ),
    "decisions_unreadable": (
        N_("The decisions in {file} cannot be used ({reason}), so nothing was planned."),
        N_("Take them from the offers that the plan prints."),
    ),
    "other_organization": (
        N_("Akiles answers as {found}, and this was meant for another organization, so nothing was written."),
        N_("Choose the organization that the people belong to, then plan again."),
    ),
    "plan_moved": (
        N_("Something changed since this plan was shown, so nothing was written."),
        N_("Look at the new plan ({plan}) and approve that one."),
    ),
    "plan_stale": (
        N_("This plan is older than a quarter of an hour, so nothing was written."),
        N_("Look at the new one and approve it."),
    ),
    "sync_off": (
        N_("Importing into this organization is switched off, so nothing is written."),
        N_("Switch it on in the settings of the import to carry this plan out."),
    ),
    "guard_stopped": (
        N_("This plan is stopped and nothing was written: {people} people would lose all access ({percent} %)."),
        N_("Look at its reasons. If it is right, approve plan {plan} and confirm the number {number}."),
    ),
    "guard_stopped_late": (
        N_("By now {people} people would lose all access, and {agreed} were agreed to, so nothing was taken away."),
        N_("Look at the preview again: somebody has changed members at Akiles meanwhile."),
    ),
    "run_in_progress": (
        N_("Another import into this organization is under way on this computer, so nothing was written."),
        N_("Wait until it is done, then look at the preview again."),
    ),
    "journal_unusable": (
        N_("The record of runs on this computer cannot be used ({reason}), so writing was stopped."),
        N_(
            "Make room on the disk or check its permissions, then try again. If the record is damaged, move "
            "journal.sqlite3 out of the organization's folder: earlier imports can then no longer be taken back."
        ),
    ),
    "journal_newer": (
        N_("The record of runs was made by a newer version of this program, so nothing was written."),
        N_("Install the newest version."),
    ),
}

_COMMANDS = {
    "usage": (N_("This command cannot be understood: {reason}. Nothing was done."), N_("Try {program} --help.")),
    "unexpected": (
        N_("Something unexpected went wrong ({kind}). What was written before is in the record of runs."),
        N_("The log file says more; send it to whoever supports you."),
    ),
    "login_not_kept": (
        N_("This computer offers no keyring, so the connection could not be kept and was closed again."),
        N_("Use the window, which stays connected while it is open, or set up a keyring."),
    ),
    "resource_missing": (N_("{name} is missing from this installation."), N_("Install the program again.")),
    "journey_failed": (N_("The practice run did not end as it should ({step}: {people})."), N_("Report this.")),
}

_BACK = {
    "run_unknown": (N_("This computer remembers no run {run}, so nothing was done."), N_("See `akiles-console runs`.")),
    "nothing_to_resume": (N_("No run waits to be finished, so nothing was done."), N_("Import a file as usual.")),
    "run_not_resumable": (
        N_("The run {run} cannot be made again from the record alone ({file}), so nothing was done."),
        N_("Import the same file again: it shows what is missing."),
    ),
    "pin_not_kept": (
        N_("A PIN was typed by hand for the run over {file}, and a PIN is never kept, so nothing was done."),
        N_("Import the same file again and type the PIN once more: nobody is added twice."),
    ),
    "decision_not_kept": (
        N_("For the run over {file} something was decided about people without an employee id, so nothing was done."),
        N_("Import the same file again and decide once more: nobody is added twice."),
    ),
    "mended_not_kept": (
        N_("What was mended by hand in {file} is no longer on this computer as it was then, so nothing was done."),
        N_("Import the same file again: it shows what is missing, and nobody is added twice."),
    ),
    "source_moved": (
        N_("The file {file} is no longer there or has changed since, so nothing was done."),
        N_("Put it back, or import the new one as usual."),
    ),
    "nothing_to_undo": (N_("The run {run} wrote nothing, so there is nothing to take back."), ""),
    "changed_since": (
        N_("Somebody else has changed this person at Akiles meanwhile, so what they did was left as it is."),
        N_("Look at the person in Akiles. If the file is right, import it again."),
    ),
    "name_stays": (N_("A changed name is not taken back, because names are not kept."), N_("Correct it in Akiles.")),
    "id_stays": (
        N_("The earlier employee id was an e-mail address, which is not kept, so the new one stays."),
        N_("Import the earlier file to change it back."),
    ),
    "group_gone": (N_("The group this person was in no longer exists."), N_("Choose another group in Akiles.")),
    "address_gone": (
        N_("Akiles no longer shows the e-mail address that was taken away."),
        N_("Add it again in Akiles, or import the earlier file."),
    ),
    "secret_gone": (
        N_("A PIN or link that was taken away cannot come back."),
        N_("Give the person a new one."),
    ),
    "restored": (
        N_("This member was deleted and is there again."),
        N_("Check groups and credentials in Akiles: some may not have come back."),
    ),
}

_SKIPPED = {
    "row_error": (N_("The row has an error and was set aside."), N_("Mend it in the file and import it again.")),
    "no_key": (N_("There is neither an employee id nor an e-mail address."), N_("Add one of them to the file.")),
    "key_twice": (
        N_("The same employee id or e-mail address stands in more than one row."),
        N_("Keep one row for each person."),
    ),
    "status_contradicts_end": (
        N_("The status says active, but the end date is in the past."),
        N_("Correct the status or the date in the file."),
    ),
    "no_mapping": (
        N_("No group of this person opens anything yet."),
        N_("Choose Akiles groups for it under Groups."),
    ),
    "outside_scope": (N_("Access starts later than the days that are synced."), N_("It will be given in time.")),
    "leaver": (N_("This person has left and has no access."), ""),
    "suspended": (
        N_("This person is suspended, so there is no access; nothing is deleted."),
        N_("Once the status says active, the next import gives it."),
    ),
    "not_confirmed": (
        N_("This person is not confirmed yet, so nothing was changed."),
        N_("Once it is confirmed, the next import gives access."),
    ),
    "decision_gone": (
        N_("What was chosen for this person does not fit what Akiles has by now, so nothing was changed."),
        N_("Look at the person again and choose once more."),
    ),
    "id_of_somebody_else": (
        N_("At Akiles this employee id belongs to somebody else ({member}), so nothing was changed."),
        N_("Check whether the ids in the file got out of line with the names, or give an id that nobody had."),
    ),
    "under_other_id": (
        N_(
            "Akiles has {member} under another employee id, which the file gives to somebody else; nothing was changed."
        ),
        N_("Check the ids in the file. If they really are new, agree to the new id."),
    ),
    "metadata_full": (
        N_("Akiles has no room left to note whose member this is, so nothing was changed."),
        N_("Shorten the employee id, or remove what other programs noted on this member."),
    ),
    "owned_twice": (
        N_("Akiles has two members with this employee id."),
        N_("Delete one of them in Akiles, then import again."),
    ),
    "owned_by_hand": (
        N_("A member made by hand in Akiles has this e-mail address already ({member})."),
        N_("Choose to take over members with the same e-mail, or change one of the two."),
    ),
    "owned_by_other": (
        N_("Another integration ({owner}) looks after the member with this e-mail address ({member})."),
        N_("Leave the person to that integration, or remove the member there first."),
    ),
    "email_of_other_id": (
        N_("Somebody of yours with another employee id has this e-mail address ({member})."),
        N_("Check which of the two ids is right."),
    ),
    "not_reached": (N_("The run ended before this person's turn."), N_("Import the same file again.")),
}

_NOTES = {
    "ended_before": (
        N_("Access ended earlier, and the file does not say until when it should last."),
        N_("Put “-” into the end date of this row to lift the end."),
    ),
    "pin_not_compared": (
        N_("There is a PIN already, so the one in the file was left unused."),
        N_("Remove the PIN in Akiles first if it has to change."),
    ),
    "name_and_email_new": (
        N_("Name and e-mail are both new; until now this id was {member}."),
        N_("If this is another person, give them an id of their own and let the earlier one leave."),
    ),
    "rekeyed": (N_("This person has got a new employee id (it was {old}) and keeps everything."), ""),
    "rehired": (N_("The deleted member is brought back, without the old groups."), ""),
    "rehired_new": (
        N_("A deleted member ({member}) had this employee id; a new one is made, without the old groups."),
        N_("To bring the old one back instead, choose so before the import."),
    ),
    "pin_twice_here": (
        N_("Somebody else in the source has the same PIN, so none was given."),
        N_("Let Akiles choose a PIN for this person, or correct the file."),
    ),
    "pin_taken": (
        N_("Akiles did not take the PIN from the file; most likely somebody has it already."),
        N_("Let Akiles choose a PIN for this person, or put another one into the file."),
    ),
    "card_not_unique": (
        N_("More than one card at Akiles is called {card}, so none was given."),
        N_("Put the card's id or its UID into the file."),
    ),
    "card_twice": (
        N_("The card {card} stands in more than one row, so nobody was given it."),
        N_("Leave it in one row."),
    ),
    "card_not_found": (N_("The card {card} is not known to Akiles."), N_("Check its number, or add the card.")),
    "card_taken": (N_("The card {card} belongs to somebody else."), N_("Take it back there first.")),
    "leaver_kept": (N_("This person has left and keeps access, as you chose."), ""),
    "adopted": (N_("This member was made by hand and is taken over because the e-mail is the same."), ""),
    "maybe_set_aside": (
        N_("A row that was set aside may be about this person, so nothing changes."),
        N_("Mend that row and import the file again."),
    ),
    "twin_taken_back": (
        N_("Two imports at the same moment made this person twice; the second one is taken back."),
        "",
    ),
    "answer_lost": (
        N_("Akiles did not say whether a change was made."),
        N_("Import the same file again: it shows what is missing."),
    ),
    "gain_not_seen": (
        N_("A new group could not be seen at Akiles, so nothing was taken away from this person."),
        N_("Import the same file again in a minute."),
    ),
    "partly_done": (
        N_("The run ended when this person had only a part of what was planned."),
        N_("Import the same file again: it adds the rest."),
    ),
    "not_read_back": (
        N_("Akiles accepted the change, but it could not be read back."),
        N_("Import the same file again: it shows what is missing."),
    ),
    "not_verified": (
        N_("Akiles accepted the change, but it was not there when it was read back."),
        N_("Import the same file again in a minute."),
    ),
}

_OFFERS = {
    "adopt_same_email": (
        N_("{name} was made by hand in Akiles and has the same e-mail address."),
        N_("If it is the same person, take the member over: what was given by hand stays."),
    ),
    "adopt_same_name": (
        N_("{name} was made by hand in Akiles and has the same name."),
        N_("If it is the same person, take the member over instead of making a second one."),
    ),
    "rehire_same_id": (
        N_("{name} was deleted in Akiles and had this employee id."),
        N_("The person is made new, without the old groups. You can bring the old member back instead."),
    ),
    "rekey_same_email": (
        N_("{name} is there under another employee id, with the same e-mail address."),
        N_("If only the id is new, change it: the person keeps everything."),
    ),
    "rekey_same_name": (
        N_("{name} is there under another employee id."),
        N_("If only the id is new, change it: the person keeps everything."),
    ),
    "random_pin_pin_twice": (
        N_("Somebody else in the file has the same PIN."),
        N_("Let Akiles choose a PIN for this person, or correct the file."),
    ),
}

_GUARD = {
    "losses_confirm": (N_("People would lose all access."), N_("Type their number to go on.")),
    "losses_stop": (
        N_("More than three in ten of your people would lose all access: this plan is stopped."),
        N_("Check the file. If it is right, type the number to let this one plan through."),
    ),
    "ids_changed": (
        N_("Many of your people seem to have got new employee ids: seen by id alone, they leave and others start."),
        N_("If only the ids are new, agree to them: everybody keeps everything."),
    ),
    "group_emptied": (
        N_("A group would lose all of your people at once, without another one instead: this plan is stopped."),
        N_("Check the groups. If it is right, type the number to let this one plan through."),
    ),
    "group_shrunk": (
        N_("A group would lose most of your people at once, without another one instead."),
        N_("Check the groups, then type the number to go on."),
    ),
    "no_valid_row": (N_("The file has no row that can be used."), N_("Mend the rows that were set aside.")),
    "file_shrunk": (
        N_("The file has far fewer rows than the last one that claimed to be everybody: this plan is stopped."),
        N_("Check that the file is whole. If it is right, type the number to let this one plan through."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**_COMMANDS, **_BACK, **_REFUSALS, **_SKIPPED, **_NOTES, **_OFFERS, **_GUARD}
