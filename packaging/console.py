"""Sets up, starts, tests, locks and builds Akiles Console from a checkout; needs nothing but Python itself.

    python3 packaging/console.py start    set up, then open the window on the practice organization
    python3 packaging/console.py test     set up, then run every check
    python3 packaging/console.py build    set up, then freeze the program into dist/
    python3 packaging/console.py lock     write the two locks anew from pyproject.toml

Words after `start` are handed to the program instead of `--demo`; words after `lock` go to uv (`--upgrade`).
Everything can be repeated: what is there already stays. Only `.venv` (and build/, dist/) in the checkout is
written, and, as root on Debian or Ubuntu, system packages that are missing.
This file keeps to the words of Python 3.7, so that an older Python still says what is wrong.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = str(BIN / ("python.exe" if os.name == "nt" else "python"))
STAMP = ENVIRONMENT / "akiles-console.stamp"
LOCK = ROOT / "packaging" / "requirements.lock"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.lock"
SAMPLE = ROOT / "resources" / "sample_employees.xlsx"
SPEC = ROOT / "packaging" / "akiles-console.spec"
LINUX = sys.platform.startswith("linux")

# What the tests call beside Python, and the Debian package that has it.
TEST_TOOLS = {
    "Xvfb": "xvfb",
    "objdump": "binutils",
    "git": "git",
    "openssl": "openssl",
    "dbus-run-session": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "xdotool": "xdotool",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
}
PYATSPI = Path("/usr/lib/python3/dist-packages/pyatspi")  # for the system's python3: it sees windows as a screen reader
# Debian names a library's package after its file (see `debian_names`); these are the exceptions.
ODD_NAMES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libz.so.1": "zlib1g",
}


class SetupError(Exception):
    """Something the person has to settle; the text says what, what was left alone, and what to do."""


def say(text: str) -> None:
    """One line for the person, at once even into a pipe."""
    print(text, flush=True)


def run(*command: str, quiet: bool = False, env: dict[str, str] | None = None) -> int:
    """Run a command in the checkout and give its exit code; `quiet` shows its output only if it fails."""
    output = subprocess.PIPE if quiet else None
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT if quiet else None)
    if quiet and done.returncode:
        say(done.stdout.decode(errors="replace").rstrip())
    return done.returncode


def check_python(version: tuple[int, ...] = sys.version_info[:2]) -> None:
    """Raise SetupError unless this Python is 3.11, 3.12 or 3.13; name one that is here and would do."""
    if (3, 11) <= version < (3, 14):
        return
    other = next((name for name in ("python3.13", "python3.12", "python3.11") if shutil.which(name)), None)
    advice = (
        f"Run this instead: {other} packaging/console.py start"
        if other
        else "Install one of these (python.org or your system's packages) and run this again with it."
    )
    raise SetupError(
        f"Akiles Console needs Python 3.11, 3.12 or 3.13, and this is {version[0]}.{version[1]}. "
        f"Nothing was changed.\n{advice}"
    )


# --- system packages -----------------------------------------------------------------------------


def debian_names(library: str) -> list[str]:
    """The packages that may hold a library file: `libxcb-icccm.so.4` gives `libxcb-icccm4`."""
    if library in ODD_NAMES:
        name = ODD_NAMES[library]
    else:
        stem, _, number = library.partition(".so.")
        number = number.split(".")[0]
        stem = stem.lower().replace("_", "-")
        name = f"{stem}-{number}" if stem[-1:].isdigit() else stem + number
    return [name, name + "t64"]


def known_to_apt(name: str) -> bool:
    """Whether apt has something to install under this name."""
    answer = subprocess.run(["apt-cache", "policy", name], capture_output=True, text=True, check=False)
    candidate = re.search(r"Candidate: (\S+)", answer.stdout)
    return candidate is not None and candidate.group(1) != "(none)"


def provide(find: Callable[[], dict[str, list[str]]], purpose: str) -> None:
    """Install the Debian packages of what `find` misses (thing -> possible packages), or say what to install.

    Raises SetupError when this is not root or not Debian, when apt-get fails, and when something is still missing.
    """
    missing = find()
    if not missing:
        return
    if shutil.which("apt-get") is None:
        raise SetupError(f"Missing for {purpose}: {', '.join(missing)}.\n{advice_without_apt(missing)}")
    root = os.geteuid() == 0
    if root and run("apt-get", "update", quiet=True):
        say("apt-get update complained; going on with the package lists that are here.")
    known = {next(filter(known_to_apt, names), "") for names in missing.values()} - {""}
    packages = sorted(known or {names[0] for names in missing.values()})
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not root:
        raise SetupError(
            f"The system lacks something for {purpose}; installing it needs root, so nothing was installed.\n"
            f"Run this, then the same command again:\n  sudo {' '.join(install)}"
        )
    say(f"Installing system packages for {purpose}: {' '.join(packages)}")
    if run(*install, quiet=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}) or find():
        raise SetupError(f"apt-get did not bring everything for {purpose}. Missing: {', '.join(find())}.")


def advice_without_apt(missing: dict[str, list[str]]) -> str:
    """What to do on a system that is not Debian's; dnf and zypper find a package by the library in it."""
    libraries = [f"'{name}()(64bit)'" for name in missing if ".so" in name]
    for tool in ("dnf", "zypper"):
        if libraries and shutil.which(tool):
            return f"Run this, then the same command again:\n  sudo {tool} install {' '.join(libraries)}"
    return "Install the packages of your system that hold them, then run the same command again."


def missing_libraries() -> dict[str, list[str]]:
    """The libraries Qt's window part asks for that this Linux does not have, with their Debian names."""
    qt = next(ENVIRONMENT.glob("lib/python*/site-packages/PySide6"), None)
    if not LINUX or qt is None:
        return {}
    parts = [qt / "Qt/plugins/platforms/libqxcb.so", *qt.glob("Qt/plugins/xcbglintegrations/*.so")]
    parts += [qt / "QtWidgets.abi3.so", qt / "QtNetwork.abi3.so", qt / "QtSvg.abi3.so"]
    listing = subprocess.run(["ldd", *parts], capture_output=True, text=True, check=False).stdout
    names = sorted(set(re.findall(r"^\s*(\S+) => not found", listing, flags=re.MULTILINE)))
    return {name: debian_names(name) for name in names}


def missing_tools() -> dict[str, list[str]]:
    """The programs the tests call that are not here; PyInstaller also needs Python's own shared library."""
    missing = {tool: [package] for tool, package in TEST_TOOLS.items() if shutil.which(tool) is None}
    if not PYATSPI.exists():
        missing["pyatspi"] = ["python3-pyatspi"]
    library = f"libpython3.{sys.version_info[1]}.so.1.0"
    if sys.base_prefix == "/usr" and not list(Path("/usr/lib").glob(f"**/{library}")):
        missing[library] = [f"libpython3.{sys.version_info[1]}"]
    return missing


def missing_venv() -> dict[str, list[str]]:
    """Debian's Python comes without the part that makes environments; its package is named after the version."""
    package = f"python3.{sys.version_info[1]}-venv"
    importlib.invalidate_caches()
    return {} if importlib.util.find_spec("ensurepip") else {package: [package]}


# --- the environment -----------------------------------------------------------------------------


def works(*code: str) -> bool:
    """Whether the environment's Python is there and runs these statements (without the person's PYTHON*)."""
    command = [PYTHON, "-I", "-c", "\n".join(code)]
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_environment() -> None:
    """Make `.venv`, or make it anew where it does not run; raises SetupError when Python has no venv."""
    if works("import sys, pip", "assert (3, 11) <= sys.version_info[:2] < (3, 14)"):
        return
    provide(missing_venv, "making a Python environment")
    say("Making a Python environment in .venv")
    if run(sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT), quiet=True):
        raise SetupError("The environment .venv could not be made; Python's words are above.")


def fingerprint(lock: Path) -> str:
    """What an installation is made of: lock, project, Python and place; another one means installing again."""
    version = subprocess.run([PYTHON, "-I", "-V"], capture_output=True, check=False).stdout
    parts = [lock.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), version, os.fsencode(ROOT)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def install(lock: Path) -> None:
    """Install the lock's packages, each checked by its hash, and the program itself; skip what is done."""
    stamps = STAMP.read_text().split() if STAMP.is_file() else []
    if fingerprint(lock) in stamps and works("import akiles_console, httpx, PySide6"):
        return
    say("Installing the packages of the lock into .venv; the first time downloads about 100 MB")
    STAMP.unlink(missing_ok=True)
    # PIP_USER: a person's pip set to install for the user would refuse inside an environment.
    pip = [PYTHON, "-I", "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    settings = {**os.environ, "PIP_USER": "0"}
    if run(*pip, "--require-hashes", "--only-binary=:all:", "-r", str(lock), env=settings):
        raise SetupError("The packages could not be installed; pip's words are above.")
    if run(*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT), env=settings):
        raise SetupError("The program itself could not be installed; pip's words are above.")
    done = {lock, LOCK}  # the development lock holds all of the other one
    STAMP.write_text("\n".join(sorted(fingerprint(path) for path in done)) + "\n")


def set_up(lock: Path) -> None:
    """Everything a command needs: environment, packages, system libraries; raises SetupError."""
    check_python()
    make_environment()
    install(lock)
    provide(missing_libraries, "Qt's window")
    if lock == DEV_LOCK and LINUX:
        provide(missing_tools, "the tests")


# --- the commands --------------------------------------------------------------------------------


def start(words: list[str]) -> int:
    """Set up, then become the program: the window on the practice organization, or what `words` say."""
    set_up(LOCK)
    if not words:
        words = ["--demo"]
        say(f"Opening the window on the practice organization; nothing there is real. A spreadsheet to try: {SAMPLE}")
    command = [str(BIN / "akiles-console"), *words]
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.call(command)


@contextlib.contextmanager
def display() -> Iterator[dict[str, str]]:
    """Environment variables for a private display: an Xvfb of our own on Linux, stopped at the end."""
    if not LINUX:
        yield dict(os.environ)
        return
    answer, number = os.pipe()
    command = ["Xvfb", "-displayfd", str(number), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[number], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(number)
    try:
        with os.fdopen(answer) as line:
            screen = line.readline().strip()
        if not screen:
            raise SetupError("Xvfb, the display for the tests, ended at once. No test was run.")
        hidden = ("WAYLAND_DISPLAY", "XAUTHORITY")
        settings = {name: value for name, value in os.environ.items() if name not in hidden}
        yield {**settings, "DISPLAY": f":{screen}"}
    finally:
        server.terminate()
        server.wait()


def test(words: list[str]) -> int:
    """Set up, then run every check and give the first exit code that is not 0; `words` go to pytest."""
    set_up(DEV_LOCK)
    codes = []
    for check in (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]):
        say(f"$ {' '.join(check)}")
        codes.append(run(PYTHON, "-m", *check))
    say("$ pytest")
    with display() as settings:
        codes.append(run(PYTHON, "-m", "pytest", *words, env=settings))
    return next(filter(None, codes), 0)


def freeze(python: str) -> int:
    """Freeze the program into dist/ with this Python's PyInstaller; its cache stays in build/."""
    settings = {**os.environ, "PYINSTALLER_CONFIG_DIR": str(ROOT / "build" / "pyinstaller")}
    command = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build"), str(SPEC)]
    return run(*command, quiet=True, env=settings)


def build(words: list[str]) -> int:
    """Set up, then freeze the program into dist/."""
    set_up(DEV_LOCK)
    say("Freezing the program into dist/ (about a minute)")
    code = freeze(PYTHON)
    if code == 0:
        say(f"Done: {ROOT / 'dist' / 'akiles-console'}")
    return code


def lock(words: list[str]) -> int:
    """Write both locks from pyproject.toml for every system and Python we support; `words` go to uv."""
    set_up(DEV_LOCK)
    uv = [PYTHON, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    uv += ["--generate-hashes", "--custom-compile-command", "python3 packaging/console.py lock", *words]
    uv += ["pyproject.toml", "--extra", "build"]
    plain, dev = (path.relative_to(ROOT).as_posix() for path in (LOCK, DEV_LOCK))
    return run(*uv, "-o", plain) or run(*uv, "--extra", "dev", "-c", plain, "-o", dev)


def main(arguments: list[str]) -> int:
    """Carry out one command and give its exit code: 0 done, 1 a SetupError, 2 no such command."""
    commands = {"start": start, "test": test, "build": build, "lock": lock}
    if not arguments or arguments[0] not in commands:
        say((__doc__ or "").strip())
        return 0 if arguments in (["--help"], ["-h"]) else 2
    try:
        return commands[arguments[0]](arguments[1:])
    except SetupError as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        say("Interrupted. The same command goes on from here.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
