"""The surroundings cannot weaken us."""

from __future__ import annotations

import os
import subprocess
import sys


def test_unwanted_variables_and_core_dumps_are_gone_for_children_too() -> None:
    unwanted = ("SSLKEYLOGFILE", "SSL_CERT_FILE", "PYTHON_KEYRING_BACKEND", "QT_PLUGIN_PATH", "KEYRING_PROPERTY_X")
    code = (
        "from akiles_console.environment import clean_environment; clean_environment()\n"
        f"import os, resource; print([n for n in {unwanted!r} if n in os.environ],"
        " resource.getrlimit(resource.RLIMIT_CORE)[0], os.environ['KEPT'])"
    )
    environ = os.environ | dict.fromkeys(unwanted, "/tmp/x") | {"KEPT": "yes"}
    ran = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["[]", "0", "yes"]
