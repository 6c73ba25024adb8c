"""What the surroundings may not decide for us: called first of all, before ssl, Qt and keyring look."""

from __future__ import annotations

import os

_UNWANTED = frozenset(
    {
        "SSLKEYLOGFILE",  # writes the keys of every TLS session to a file
        "SSL_CERT_FILE",  # replaces the certificates that we trust
        "SSL_CERT_DIR",
        "KEYCHAIN_PATH",  # moves the macOS keychain that our tokens go to
        "PYTHON_KEYRING_BACKEND",  # its null backend "saves" and keeps nothing
        "QT_PLUGIN_PATH",  # loads foreign code into the process
        "QT_QPA_PLATFORM_PLUGIN_PATH",
    }
)
_UNWANTED_PREFIX = "KEYRING_PROPERTY_"


def clean_environment() -> None:
    """Takes out of the environment what would weaken us, for this process and its children.

    Core dumps are switched off as well, where the system knows them: they would hold tokens.
    """
    for name in list(os.environ):
        if name.upper() in _UNWANTED or name.upper().startswith(_UNWANTED_PREFIX):
            del os.environ[name]
    try:
        import resource
    except ImportError:  # Windows has none
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
