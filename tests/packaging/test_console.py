"""The set-up script and the locks it installs."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "console.py"
LOCKS = [ROOT / "packaging" / name for name in ("requirements.lock", "requirements-dev.lock")]


@pytest.fixture
def console() -> ModuleType:
    """packaging/console.py, loaded anew: it is a script in a folder that is no package."""
    spec = importlib.util.spec_from_file_location("console_script", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pins(lock: Path) -> dict[str, str]:
    """Package -> the text of its pin, hashes included."""
    blocks = re.split(r"^(?=[a-z0-9])", lock.read_text(), flags=re.MULTILINE)[1:]
    return {re.split(r"==", block, maxsplit=1)[0]: block for block in blocks}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_of_a_lock_is_pinned_with_hashes(lock: Path) -> None:
    assert len(pins(lock)) > 20
    assert [name for name, pin in pins(lock).items() if "==" not in pin or "--hash=sha256:" not in pin] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_host(lock: Path) -> None:
    assert "://" not in lock.read_text()


def test_the_development_lock_holds_all_of_the_other() -> None:
    plain, dev = ({name: pin.split()[0] for name, pin in pins(lock).items()} for lock in LOCKS)
    assert plain.items() <= dev.items()


def test_qt_stays_below_the_release_that_aborts_python() -> None:
    assert pins(LOCKS[0])["pyside6-essentials"].startswith("pyside6-essentials==6.11.")


def test_each_lock_has_what_the_project_asks_for() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = [project["dependencies"] + extras["build"], extras["dev"]]
    for lock, names in zip(LOCKS, wanted, strict=True):
        plain = {re.split(r"[<>=!;\[ ]", name)[0].lower() for name in names}
        assert plain <= pins(lock).keys()


def test_an_old_python_can_read_the_script_far_enough_to_be_refused() -> None:
    ast.parse(SCRIPT.read_text(), feature_version=(3, 7))


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 14)])
def test_a_python_that_does_not_fit_is_refused_in_a_sentence(console: ModuleType, version: tuple[int, int]) -> None:
    with pytest.raises(console.SetupError, match=rf"this is 3\.{version[1]}\. Nothing was changed"):
        console.check_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_a_python_that_fits_is_taken(console: ModuleType, version: tuple[int, int]) -> None:
    console.check_python(version)


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libX11.so.6", "libx11-6"),
    ],
)
def test_a_missing_library_is_looked_for_under_debians_name_and_its_newer_one(
    console: ModuleType, library: str, package: str
) -> None:
    assert console.debian_names(library) == [package, f"{package}t64"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no root and no apt-get")
def test_without_root_nothing_is_installed_and_the_command_is_named(
    console: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(console.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(console, "known_to_apt", lambda name: name.endswith("t64"))
    monkeypatch.setattr(console, "run", lambda *words, **more: pytest.fail(f"ran {words}"))
    with pytest.raises(console.SetupError, match=r"sudo apt-get install .* libglib2\.0-0t64$"):
        console.provide(lambda: {"libglib-2.0.so.0": console.debian_names("libglib-2.0.so.0")}, "Qt's window")


def test_where_there_is_no_apt_the_missing_parts_are_named(
    console: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console.shutil, "which", lambda name: name if name == "dnf" else None)
    with pytest.raises(
        console.SetupError, match=r"Missing .*libEGL\.so\.1.*\n.*\n  sudo dnf install 'libEGL\.so\.1\(\)"
    ):
        console.provide(lambda: {"libEGL.so.1": ["libegl1"]}, "Qt's window")


def test_a_changed_lock_or_project_means_installing_again(
    console: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(console, "PYTHON", sys.executable)
    monkeypatch.setattr(console, "ROOT", tmp_path)
    lock, project = tmp_path / "requirements.lock", tmp_path / "pyproject.toml"
    lock.write_text("a==1")
    project.write_text("[project]")
    seen = {console.fingerprint(lock)}
    lock.write_text("a==2")
    seen.add(console.fingerprint(lock))
    project.write_text("[project]\nname='a'")
    seen.add(console.fingerprint(lock))
    assert len(seen) == 3


def test_an_unknown_word_explains_the_commands(console: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert console.main(["begin"]) == 2
    assert "packaging/console.py start" in capsys.readouterr().out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux needs an Xvfb")
def test_the_private_display_answers_and_ends(console: ModuleType) -> None:
    with console.display() as settings:
        number = settings["DISPLAY"].lstrip(":")
        socket = Path(f"/tmp/.X11-unix/X{number}")
        assert socket.is_socket()
    assert not socket.exists()
