"""Whether a webhook's request is from Akiles."""

from __future__ import annotations

import pytest

from akiles_console.api.webhooks import is_genuine

SECRET = "f305d484fd10de285b00bb203659e863"
BODY = '{"id":"evt_1","verb":"use","name":"Ñ"}'.encode()
SIGNATURE = "e9ddfbbbf9fc8b1cd5c1e14732948eb1e472efa6c97c188946b215358ae56298"  # of openssl dgst -sha256 -hmac


def test_a_signature_of_openssl_holds_in_any_case() -> None:
    assert is_genuine(BODY, SIGNATURE, SECRET)
    assert is_genuine(BODY, f" {SIGNATURE.upper()}\n", SECRET)


@pytest.mark.parametrize(
    ("body", "signature", "secret"),
    [
        (BODY + b" ", SIGNATURE, SECRET),
        (BODY, SIGNATURE[:-1], SECRET),
        (BODY, SIGNATURE, SECRET[::-1]),
        (BODY, "", SECRET),
        (BODY, "ñ" * 64, SECRET),
    ],
)
def test_anything_else_does_not(body: bytes, signature: str, secret: str) -> None:
    assert not is_genuine(body, signature, secret)
