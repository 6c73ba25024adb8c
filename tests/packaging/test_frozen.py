"""The program without a checkout: frozen into a folder, and installed by pip as a package."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "dist" / "akiles-console" / ("akiles-console.exe" if os.name == "nt" else "akiles-console")
# What --self-test says about each part once it has proved it.
PROVED = (
    "resources:",
    "keyring:",
    "child process:",
    "demo journey:",
    "the same file again: 0 writes",
    "everything works",
)


def console() -> ModuleType:
    """packaging/console.py, which is a script in a folder that is no package."""
    spec = importlib.util.spec_from_file_location("console_script", ROOT / "packaging" / "console.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def in_nowhere(*command: str | Path, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs a command from an empty folder and home, with nothing of this computer's environment."""
    home = folder / "home"
    home.mkdir()
    if os.name == "nt":  # Windows programs do not start without these
        settings |= {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    environment = {"HOME": str(home), "USERPROFILE": str(home), "PATH": "", **settings}
    return subprocess.run(
        [str(word) for word in command],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def frozen() -> Path:
    """The program, frozen by PyInstaller once for all tests here."""
    assert console().freeze(sys.executable) == 0, "PyInstaller failed; its words are in the captured output"
    return PROGRAM


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `pip install` of the wheel fills, made without a network."""
    wheels, target = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    offline = ["--no-index", "--no-deps"]
    subprocess.run([*pip, "wheel", *offline, "--no-build-isolation", "-w", str(wheels), str(ROOT)], check=True)
    subprocess.run([*pip, "install", *offline, "--target", str(target), *map(str, wheels.glob("*.whl"))], check=True)
    return target


@pytest.mark.timeout(600)
def test_the_frozen_program_proves_itself_with_no_display_checkout_or_environment(frozen: Path, tmp_path: Path) -> None:
    result = in_nowhere(frozen, "--self-test", folder=tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    assert [word for word in PROVED if word not in result.stdout] == []


@pytest.mark.timeout(600)
@pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="needs a Secret Service to be started for it",
)
def test_the_frozen_program_finds_the_keyring_of_the_desktop(frozen: Path, tmp_path: Path) -> None:
    unlock = "printf password | gnome-keyring-daemon --unlock --components=secrets > /dev/null"
    command = ["dbus-run-session", "--", "sh", "-c", f'{unlock} && exec "$0" --self-test', frozen]
    result = in_nowhere(*command, folder=tmp_path, PATH=os.environ["PATH"], XDG_RUNTIME_DIR=str(tmp_path))
    assert result.returncode == 0, result.stdout + result.stderr
    assert "keyring: Secret Service" in result.stdout


@pytest.mark.timeout(600)
def test_the_frozen_program_carries_only_what_it_uses(frozen: Path) -> None:
    names = {path.name for path in frozen.parent.rglob("*")}
    wanted = {"style.qss", "sample_employees.xlsx"}
    unwanted = ("libgtk", "libqgtk3", "libQt6Wayland", "libQt6Qml", "libQt6WebEngine", "pytest", "hypothesis", "mypy")
    assert wanted <= names
    assert [name for name in names if name.startswith(unwanted)] == []


def test_pip_installs_the_command_with_its_resources(installed: Path, tmp_path: Path) -> None:
    assert (installed / "akiles_console" / "resources" / "style.qss").is_file()
    command = installed / "bin" / PROGRAM.name
    result = in_nowhere(command, "--self-test", folder=tmp_path, PYTHONPATH=str(installed))
    assert result.returncode == 0, result.stdout + result.stderr
    assert [word for word in PROVED if word not in result.stdout] == []


def test_pip_installs_what_a_window_needs_beside_the_modules(installed: Path) -> None:
    committed = {path.relative_to(ROOT / "resources") for path in (ROOT / "resources").rglob("*") if path.is_file()}
    packed = installed / "akiles_console" / "resources"
    assert {path.relative_to(packed) for path in packed.rglob("*") if path.is_file()} == committed
