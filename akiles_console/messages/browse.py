"""Words for codes of looking up and editing by hand."""

from __future__ import annotations

from akiles_console.wording import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "person_changed_meanwhile": (
        N_("Somebody else has changed this person at Akiles meanwhile, so nothing was written."),
        N_("Look at what changed, then make your change again."),
    ),
    "member_gone": (
        N_("This person is no longer at Akiles, so nothing was written."),
        N_("Press F5 to see who is there now."),
    ),
    "person_create_unknown": (
        N_("Akiles did not say whether the person was added, and they cannot be seen yet. Nothing was sent again."),
        N_("Press F5 in a minute and look for them before you add them again."),
    ),
    "gain_not_confirmed": (
        N_("What was added could not be seen at Akiles, so nothing was taken away."),
        N_("Look at the person in a minute, then take away what is left."),
    ),
    "person_name_missing": (N_("A person needs a name. Nothing was written."), N_("Type one.")),
    "member_dates_crossed": (
        N_("Access would end before it starts. Nothing was written."),
        N_("Choose a later end or an earlier start."),
    ),
    "group_dates_crossed": (
        N_("The time in a group would end before it starts. Nothing was written."),
        N_("Choose a later end or an earlier start."),
    ),
    "group_twice": (N_("The same group is there twice. Nothing was written."), N_("Remove one of the two.")),
    "email_unusable": (
        N_("{email} is not one e-mail address. Nothing was written."),
        N_("Type one address, such as ana@example.com."),
    ),
    "person_email_twice": (N_("{email} is there twice. Nothing was written."), N_("Remove one of the two.")),
    "pin_unusable": (N_("A PIN has 4 to 20 digits. Nothing was written."), N_("Type digits only.")),
    "metadata_too_long": (
        N_("Akiles keeps 1,024 bytes of notes with a person, and these are more. Nothing was written."),
        N_("Shorten them."),
    ),
    "card_unknown": (
        N_("Akiles knows no card {card}. Nothing was written."),
        N_("Type its id, its UID or the code that is printed on it; a new card is added under Doors first."),
    ),
    "card_ambiguous": (N_("More than one card is called {card}. Nothing was written."), N_("Type its id.")),
    "card_of_somebody": (
        N_("The card {card} belongs to {name}. Nothing was written."),
        N_("Take it back there first."),
    ),
    "card_held": (N_("The same card is there twice. Nothing was written."), N_("Remove one of the two.")),
}
