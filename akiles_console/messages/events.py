"""Words for codes of the event log."""

from __future__ import annotations

from akiles_console.wording import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "log_unusable": (
        N_("The events cannot be kept on this computer ({reason}). They are shown all the same; Akiles has them all."),
        N_("Make room on the disk or give yourself the right to write there, then start again."),
    ),
    "log_newer": (
        N_("The events on this computer were kept by a newer Akiles Console, so none are kept by this one."),
        N_("Update Akiles Console."),
    ),
    "choice_forgotten": (
        N_("What you chose for the log cannot be remembered on this computer ({reason}). It holds until you close it."),
        N_("Make room on the disk or give yourself the right to write there."),
    ),
    "since_unreadable": (
        N_("“{since}” is no time with a date and a zone. Nothing was read."),
        N_("Write it like 2026-01-31T08:00:00Z."),
    ),
}
