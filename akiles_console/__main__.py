"""The door into the program: the spreadsheet reader's child process, the command line, or the window."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Does what the arguments ask for and gives the exit code."""
    if "--read-spreadsheet" in sys.argv[1:2]:  # a child process: it needs nothing else of the program
        from akiles_console.people.spreadsheet import child

        return child.main()
    from akiles_console.environment import clean_environment

    clean_environment()
    from akiles_console import cli

    return cli.main(sys.argv[1:], open_window)


def open_window(demo: bool) -> int:
    """Opens the window, on the practice organization with `demo`; 2 where there is no display to open it on."""
    if _no_display():
        from akiles_console.wording import _

        text = _(
            "There is no display here, so no window was opened and nothing was changed. "
            "Start it on a computer with a screen, or see `akiles-console --help` for what works without one."
        )
        print(text, file=sys.stderr)
        return 2
    from akiles_console import app

    return app.run(demo=demo)


def _no_display() -> bool:
    """Qt would abort the process instead of saying so."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
