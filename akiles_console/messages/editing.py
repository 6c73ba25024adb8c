"""Words for changes that are made by hand."""

from __future__ import annotations

from akiles_console.wording import N_

SENTENCES = {
    "changed_meanwhile": (
        N_("Somebody else has changed this since it was read. Nothing was sent."),
        N_("Look at what they changed, then decide whose stays."),
    ),
    "gone_meanwhile": (
        N_("Somebody else has deleted this in the meantime. Nothing was sent."),
        N_("Press F5 to see what is there now."),
    ),
    "edit_not_confirmed": (
        N_("The change was sent, but what Akiles has now is not what was wanted."),
        N_("Look at what is there now before you change it again."),
    ),
    "edit_unknown": (
        N_("The change was sent, but nobody could look whether it was made."),
        N_("Press F5 once Akiles can be reached, and look at what is there."),
    ),
    "create_unknown": (
        N_("It was sent, but no answer came, and it was not found afterwards. It is not sent again by itself."),
        N_("Press F5 and look whether it is there before you make it again."),
    ),
    "open_forbidden": (
        N_("{door} was not opened: Akiles lets only organizations that pay for it open doors from a program."),
        N_("Ask Akiles for it, or open the door with the app."),
    ),
    "open_offline": (
        N_("{door} was not opened: its device has no connection to Akiles now."),
        N_("Cards and PINs may still work there. Check its power and its network."),
    ),
    "open_unknown": (
        N_("No answer came: {door} may have opened or not."),
        N_("Look at the door before you try again."),
    ),
    "webhook_secret_lost": (
        N_("The webhook was made, but the answer with its secret was lost, and Akiles does not tell it again."),
        N_("Delete it and make it once more."),
    ),
}
