"""Where Akiles is, and what is never spoken in the clear."""

from __future__ import annotations

import pytest

from akiles_console.failure import Failure
from akiles_console.session import AKILES, Endpoints, endpoints_from

pytestmark = pytest.mark.anyio


def test_the_real_ones_are_the_default() -> None:
    assert endpoints_from({}) == AKILES
    assert endpoints_from({"AKILES_API_URL": ""}) == AKILES


def test_others_have_secrets_of_their_own() -> None:
    moved = endpoints_from({"AKILES_API_URL": "http://127.0.0.1:8080/v2/", "AKILES_AUTH_URL": "http://127.0.0.1:8080"})
    assert moved == Endpoints("http://127.0.0.1:8080/v2", "http://127.0.0.1:8080", "127.0.0.1:8080")
    assert endpoints_from({"AKILES_AUTH_URL": "https://x.example"}).name == "x.example"


@pytest.mark.parametrize(
    "url",
    [
        "http://api.akiles.app/v2",
        "http://127.0.0.1.evil.example/v2",
        "https://user:secret@x.example",
        "ftp://x.example",
        "https://",
        "api.akiles.app",
        "https://x.example:port",
        "https://x.example/?q=1",
    ],
)
def test_nothing_is_sent_in_the_clear(url: str) -> None:
    for name in ("AKILES_API_URL", "AKILES_AUTH_URL"):
        with pytest.raises(Failure) as caught:
            endpoints_from({name: url})
        assert caught.value.code == "insecure_address"
        assert "secret" not in str(caught.value)
