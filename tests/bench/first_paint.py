"""From the start of the process to the first paint, against a window of PySide6 and nothing else."""

from __future__ import annotations

import importlib.util
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

ROUNDS = 7
CONSOLE = Path(__file__).resolve().parents[2] / "packaging" / "console.py"

# Both print the moment of their first paint by the clock that all processes of a computer share, and end.
BARE = """
import os, sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.monotonic(), flush=True)
        os._exit(0)
app = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""
OURS = """
import os, sys, time
from akiles_console.ui.main_window import MainWindow
paint = MainWindow.paintEvent
def first(self, event):
    paint(self, event)
    print(time.monotonic(), flush=True)
    os._exit(0)
MainWindow.paintEvent = first
from akiles_console.__main__ import main
sys.argv = ["akiles-console", "--demo"]
main()
"""


def figures() -> Iterator[str]:
    """One line: the medians of both, taken in turns, and their ratio."""
    spec = importlib.util.spec_from_file_location("console_script", CONSOLE)
    assert spec is not None and spec.loader is not None
    console = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(console)
    with console.display() as settings, tempfile.TemporaryDirectory() as home:
        settings = {**settings, "AKILES_CONSOLE_HOME": home}
        settings.pop("QT_QPA_PLATFORM", None)
        for code in (BARE, OURS):  # the files of both come into memory
            first_paint(code, settings)
        rounds = [(first_paint(BARE, settings), first_paint(OURS, settings)) for _ in range(ROUNDS)]
    bare, ours = (statistics.median(column) for column in zip(*rounds, strict=True))
    yield f"start to first paint: {ours:.3f} s, bare window {bare:.3f} s, ratio {ours / bare:.2f} (at most 1.50)"


def first_paint(code: str, settings: Mapping[str, str]) -> float:
    """Seconds from starting a Python with this code to the moment it prints."""
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], env=dict(settings), capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1]) - begun
