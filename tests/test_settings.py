"""Settings survive, damaged ones do no harm."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from akiles_console import settings
from akiles_console.settings import Connection, Settings


def test_without_a_file_there_are_defaults(own_folder: Path) -> None:
    assert settings.load() == Settings()
    assert settings.load().redirect_port == 8765


def test_what_is_saved_comes_back(own_folder: Path) -> None:
    connection = Connection(
        organization_id="org_1", organization_name="Sky", client_id="c", since="2026", place="akiles"
    )
    kept = Settings(
        client_id="c", connections={"akiles org_1": connection}, active={"akiles": "akiles org_1"}, window={"g": "AAE="}
    )
    settings.save(kept)
    assert settings.load() == kept
    assert [f.name for f in own_folder.iterdir()] == ["settings.json"]


def test_the_one_connection_of_earlier_days_stays_in_use_under_its_id(own_folder: Path) -> None:
    own_folder.mkdir()
    old = {"organization_id": "org_1", "organization_name": "Sky", "client_id": "c", "since": "2026"}
    document = {"client_id": "c", "redirect_port": 9000, "connections": {"akiles": old}}
    (own_folder / "settings.json").write_text(json.dumps(document))
    kept = settings.load()
    assert kept.active == {"akiles": "akiles"}
    assert kept.connections == {"akiles": Connection(**old, place="akiles", redirect_port=9000)}
    settings.save(kept)
    assert settings.load() == kept


def test_an_update_starts_from_what_is_there_now(own_folder: Path) -> None:
    settings.save(Settings(client_id="one"))
    changed = settings.update(lambda kept: msgspec.structs.replace(kept, redirect_port=9000))
    assert changed == settings.load() == Settings(client_id="one", redirect_port=9000)


def test_a_newer_version_s_fields_are_no_damage(own_folder: Path) -> None:
    own_folder.mkdir()
    (own_folder / "settings.json").write_text('{"client_id": "c", "colour": "blue"}')
    assert settings.load() == Settings(client_id="c")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"redirect_port": "x"}', b"\xff\xfe"])
def test_a_damaged_file_is_set_aside(own_folder: Path, content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    own_folder.mkdir()
    (own_folder / "settings.json").write_bytes(content)
    assert settings.load() == Settings()
    assert (own_folder / "settings.damaged.json").read_bytes() == content
    assert "set aside" in caplog.text
    settings.save(Settings(client_id="new"))
    assert settings.load().client_id == "new"


def test_a_failing_write_leaves_the_old_settings(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.save(Settings(client_id="old"))

    def full(source: str, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="space"):
        settings.save(Settings(client_id="new"))
    assert settings.load().client_id == "old"
    assert [f.name for f in own_folder.iterdir()] == ["settings.json"]
