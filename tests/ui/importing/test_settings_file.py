"""The settings of imports on disk."""

from akiles_console import paths
from akiles_console.sync.plan import Decision, Options
from akiles_console.ui.pages.importing import settings_file


def test_what_is_kept_and_what_is_not():
    settings_file.keep(
        "org_1",
        Options(
            enabled=False, leavers="keep", credentials=("pin",), pin_length=9, valid_within=3, roster="full",
            adopt_email=True, rekey=True, decisions=(Decision(key="1", kind="adopt"),),
        ),
    )  # fmt: skip
    assert settings_file.recall("org_1", Options()) == Options(
        enabled=False, leavers="keep", credentials=("pin",), pin_length=9, valid_within=3
    )


def test_nothing_kept_or_a_damaged_file_leaves_the_options_as_they_are():
    options = Options(pin_length=6)
    assert settings_file.recall("org_1", options) == options
    (paths.organization("org_1") / "import-settings.json").write_text("{")
    assert settings_file.recall("org_1", options) == options
    (paths.organization("org_1") / "import-settings.json").write_text("{}")
    assert settings_file.recall("org_1", options) == options
