"""Measures what product.md promises in numbers, a line a figure: `.venv/bin/python tests/bench [NAME...]`.

Names are those of the modules beside this one. Times are this computer's; trust the ratios.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

NAMES = ("plan_calls", "sync_calls", "reading", "first_paint", "table", "check", "client", "planner", "corpus", "log")


def main(chosen: list[str]) -> int:
    """Prints the figures of the chosen modules, of all without a choice; 2 for a name that is none."""
    if unknown := set(chosen) - set(NAMES):
        print(f"There is no {', '.join(sorted(unknown))}; there are: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    sys.path.insert(0, str(Path(__file__).parents[2]))  # what stands beside these tests, not what is installed
    for name in chosen or NAMES:
        for line in importlib.import_module(name).figures():
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
