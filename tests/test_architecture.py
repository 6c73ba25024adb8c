"""The house rules that a program can check: who may know whom, what no code may call, what lies where."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "akiles_console"
TOP_LEVEL = {".ci", ".gitignore", "README.md", "akiles_console", "packaging", "pyproject.toml", "resources", "tests"}
LONGEST_FILE = 350
LONGEST_TEST = 500  # a list of cases reads well when it is long
# The one loop that Qt runs by itself: over before asyncio is even loaded, so that nothing is nested in it.
FIRST_PAINT = (PACKAGE / "app.py", "app.exec() runs a nested Qt loop")
# Calls that spin a Qt loop inside a running one, by the last name of the call.
NESTED_LOOPS = {"exec", "exec_", "processEvents"}
STATIC_DIALOGS = {
    "QMessageBox": {"about", "aboutQt", "critical", "information", "question", "warning"},
    "QFileDialog": {
        "getExistingDirectory",
        "getExistingDirectoryUrl",
        "getOpenFileContent",
        "getOpenFileName",
        "getOpenFileNames",
        "getOpenFileUrl",
        "getOpenFileUrls",
        "getSaveFileName",
        "getSaveFileUrl",
        "saveFileContent",
    },
    "QInputDialog": {"getDouble", "getInt", "getItem", "getMultiLineText", "getText"},
    "QColorDialog": {"getColor"},
    "QFontDialog": {"getFont"},
}
OTHER_BRIDGES = {"asyncSlot", "asyncClose", "QThread", "QThreadPool"}
# Calls that hold up the loop when a coroutine makes them.
BLOCKING = re.compile(
    r"(time\.sleep|requests\.\w+|urllib\.request\.\w+|httpx\.(get|post|put|patch|delete|request|stream|Client)"
    r"|keyring\.\w+_password|smtplib\.\w+|socket\.create_connection|webbrowser\.open"
    r"|subprocess\.(run|call|check_call|check_output|Popen)|os\.system|input)"
)


def committed_files() -> list[Path]:
    """The files that git knows and that are there."""
    # git refuses a checkout of another owner (a container's volume) unless it is told that this one is meant.
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [path for path in (ROOT / name for name in names if name) if path.is_file()]


def sources() -> list[Path]:
    """The program's own modules."""
    return sorted(PACKAGE.rglob("*.py"))


def dotted(node: ast.expr) -> str:
    """`a.b.c` of an expression, with () for what is not a name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "()"


def own_calls(coroutine: ast.AsyncFunctionDef) -> Iterator[ast.Call]:
    """The calls a coroutine makes itself, not those of functions written inside it."""
    waiting: list[ast.AST] = list(coroutine.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Call):
            yield node
        waiting.extend(ast.iter_child_nodes(node))


def task_groups(tree: ast.AST) -> set[str]:
    """The names bound by `async with TaskGroup() as name`: their create_task is awaited by the group."""
    return {
        item.optional_vars.id
        for node in ast.walk(tree)
        if isinstance(node, ast.AsyncWith)
        for item in node.items
        if isinstance(item.optional_vars, ast.Name)
        and isinstance(item.context_expr, ast.Call)
        and dotted(item.context_expr.func).endswith("TaskGroup")
    }


def may_own_tasks(path: Path) -> bool:
    """The engine's listeners keep their tasks and end them; in the window only `Tasks` does."""
    return path == PACKAGE / "ui" / "tasks.py" or PACKAGE / "ui" not in path.parents


def broken_rules(code: str, owns_tasks: bool = False) -> list[str]:
    """What a module's code does against the house rules, as `line: what`.

    `owns_tasks`: the module may start tasks, as long as it keeps them.
    """
    tree = ast.parse(code)
    groups = task_groups(tree)
    thrown_away = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            owner, _, last = name.rpartition(".")
            if owner and last in NESTED_LOOPS:
                found.append((node.lineno, f"{name}() runs a nested Qt loop"))
            if last in STATIC_DIALOGS.get(owner.rpartition(".")[2], ()):
                found.append((node.lineno, f"{name}() runs a nested Qt loop"))
            starts = last in {"create_task", "ensure_future"} and owner not in groups
            if starts and (not owns_tasks or node in thrown_away):
                found.append((node.lineno, f"{name}() starts a task that nobody owns"))
        if isinstance(node, ast.AsyncFunctionDef):
            for call in own_calls(node):
                if BLOCKING.fullmatch(dotted(call.func)):
                    found.append((call.lineno, f"{dotted(call.func)}() blocks the loop"))
        names = {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
        names |= {node.attr} if isinstance(node, ast.Attribute) else set()
        found += [(node.lineno, f"{name} is a second bridge between Qt and asyncio") for name in names & OTHER_BRIDGES]
    return [f"{line}: {what}" for line, what in sorted(found)]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter on the package in this folder, by the contracts of its pyproject.toml."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_rooms_know_only_whom_they_may() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("akiles_console/stray.py", ""),
        ("akiles_console/ui/stray.py", ""),
        ("akiles_console/sync/stray.py", "import PySide6.QtCore\n"),
        ("akiles_console/sync/stray.py", "import httpx\n"),
        ("akiles_console/api/stray.py", "import akiles_console.sync.plan\n"),
        ("akiles_console/demo/stray.py", "import akiles_console.api.models\n"),
    ],
)
def test_a_module_in_no_layer_or_over_a_border_breaks_the_contracts(tmp_path: Path, module: str, code: str) -> None:
    shutil.copytree(PACKAGE, tmp_path / "akiles_console", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / module).write_text(f'"""Stray."""\n{code}')
    result = lint_imports(tmp_path)
    assert result.returncode != 0
    assert "stray" in result.stdout, result.stdout + result.stderr


def test_every_room_stands_in_the_contracts_about_qt_and_http() -> None:
    contracts = {c["name"]: c for c in _contracts()}
    layers = contracts["Data flows one way"]["layers"]
    rooms = {f"akiles_console.{name}" for layer in layers for name in re.split(r"\s*[|:]\s*", layer)}
    door = {f"akiles_console.{name}" for name in ("__main__", "app", "ui")}
    assert set(contracts["The engine has never heard of Qt"]["source_modules"]) == rooms - door
    speakers = {f"akiles_console.{name}" for name in ("api", "auth")}
    assert set(contracts["HTTP is spoken in two rooms"]["source_modules"]) == rooms - speakers


def _contracts() -> list[dict[str, list[str]]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts: list[dict[str, list[str]]] = settings["tool"]["importlinter"]["contracts"]
    return contracts


def test_no_module_breaks_a_house_rule() -> None:
    found = [
        (path, what)
        for path in sources()
        for what in broken_rules(path.read_text(encoding="utf-8"), owns_tasks=may_own_tasks(path))
    ]
    first_paint = [one for one in found if (one[0], one[1].partition(": ")[2]) == FIRST_PAINT]
    assert len(first_paint) == 1
    others = [f"{path.relative_to(ROOT)}:{what}" for path, what in found if (path, what) not in first_paint]
    assert not others, "\n".join(others)


@pytest.mark.parametrize(
    "code",
    [
        "dialog.exec()",
        "QMenu().exec(position)",
        "QApplication.processEvents()",
        "QMessageBox.question(self, 'a', 'b')",
        "QtWidgets.QFileDialog.getOpenFileName(self)",
        "from qasync import asyncSlot",
        "@qasync.asyncClose\ndef f(): pass",
        "from PySide6.QtCore import QThread",
        "asyncio.create_task(f())",
        "asyncio.get_running_loop().create_task(f())",
        "asyncio.ensure_future(f())",
        "async def f():\n    time.sleep(1)",
        "async def f():\n    if x:\n        y = requests.get(u).text",
        "async def f():\n    keyring.get_password('a', 'b')",
        "async def f():\n    httpx.Client()",
    ],
)
def test_the_check_of_the_house_rules_finds(code: str) -> None:
    assert broken_rules(code)


def test_a_task_outside_the_window_must_be_kept() -> None:
    assert broken_rules("self.task = loop.create_task(f())", owns_tasks=True) == []
    assert broken_rules("loop.create_task(f())", owns_tasks=True)


@pytest.mark.parametrize(
    "code",
    [
        "exec(code)",
        "async def f():\n    async with asyncio.TaskGroup() as group:\n        group.create_task(g())",
        "def f():\n    time.sleep(1)",
        "async def f():\n    await asyncio.to_thread(keyring.get_password, 'a', 'b')",
        "async def f():\n    def g():\n        time.sleep(1)\n    await asyncio.to_thread(g)",
        "dialog.open()",
        "QFileDialog(self).open()",
    ],
)
def test_the_check_of_the_house_rules_allows(code: str) -> None:
    assert broken_rules(code) == []


def test_the_top_level_is_what_it_is() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in committed_files()} <= TOP_LEVEL


def test_no_file_is_too_long_to_read() -> None:
    long = {}
    for path in committed_files():
        if path.suffix == ".py":
            lines = len(path.read_text(encoding="utf-8").splitlines())
            longest = LONGEST_TEST if path.is_relative_to(ROOT / "tests") else LONGEST_FILE
            if lines > longest:
                long[path.relative_to(ROOT).as_posix()] = lines
    assert not long, f"too many lines for one room: {long}"


# Letters in brackets, so that this file does not find itself.
MACHINE = re.compile(r"(?<![\w.])/([r]oot|[w]ork|[h]ome/\w+|[U]sers/\w+)/|[A-Z]:[\\/]+[U]sers[\\/]|/tmp/[b]ash_jobs")
REGISTRY = re.compile(
    r"[p]ypi\.org|[p]ythonhosted\.org|[n]pmjs\.org|[d]eb\.debian\.org|[a]rchive\.ubuntu\.com|[e]xtra-index-url"
)


def host_or_path(text: str) -> str | None:
    """The first absolute path of somebody's machine, or host of a package registry, in the text."""
    found = MACHINE.search(text) or REGISTRY.search(text)
    return found.group() if found else None


def test_no_committed_file_names_a_machine_or_a_registry() -> None:
    found = {}
    for path in committed_files():
        content = path.read_bytes()
        if b"\0" not in content and (what := host_or_path(content.decode("utf-8", "replace"))):
            found[path.relative_to(ROOT).as_posix()] = what
    assert not found


@pytest.mark.parametrize(
    "pieces",
    [
        ["see /ro", "ot/x"],
        ["'/ho", "me/ana/file'"],
        ["C:\\Us", "ers\\Ana"],
        ["https://py", "pi.org/simple"],
        ["(/wo", "rk/main)"],
    ],
)
def test_the_check_of_names_finds(pieces: list[str]) -> None:
    assert host_or_path("".join(pieces))
