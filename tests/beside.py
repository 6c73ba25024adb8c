"""Loads a script that stands beside a test: test modules do not import one another by name."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def load(test: str, script: str, name: str) -> ModuleType:
    """The module of the file `script` beside the test in the file `test`, known as `name` to whoever imports it."""
    spec = importlib.util.spec_from_file_location(name, Path(test).with_name(script))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
