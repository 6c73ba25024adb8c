"""Which addresses may be spoken to: https, and plain http only with this very computer."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from akiles_console.failure import Failure


def is_loopback(url: str) -> bool:
    """Whether the address is this computer."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name
        return host == "localhost"


def require_secure(url: str) -> str:
    """The address without a slash at its end.

    Raises Failure `insecure_address` unless it is https, or http on loopback, without login, query or fragment.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
        allowed = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(url))
    except ValueError:
        raise Failure("insecure_address", address="") from None
    if not (allowed and parts.hostname) or parts.username or parts.password or parts.query or parts.fragment:
        raise Failure("insecure_address", address=parts.hostname or "")
    return url.rstrip("/")
