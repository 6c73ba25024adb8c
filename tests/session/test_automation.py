"""A ready access token in the place of a stored connection."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from akiles_console.api.errors import ApiError, Unreachable
from akiles_console.demo.server import DemoServer
from akiles_console.failure import Failure
from akiles_console.session import AKILES, Endpoints, Session

pytestmark = pytest.mark.anyio


async def test_an_access_token_needs_no_keyring(started: Any, demo: DemoServer, own_folder: Path, content: Any) -> None:
    session = started(access_token=demo.access_token)
    assert await session.restore()
    assert session.organization is not None
    assert (session.keyring, session.since) == (None, None)
    assert content(own_folder) == ""


async def test_a_wrong_one_is_refused(started: Any) -> None:
    session = started(access_token="wrong")
    with pytest.raises(ApiError) as caught:
        await session.restore()
    assert caught.value.code == "unauthorized"


async def test_nobody_there(started: Any, time: Any) -> None:
    session = started(
        Endpoints("http://127.0.0.1:9/v2", "http://127.0.0.1:9", "x"), access_token="t", clock=time.clock()
    )
    with pytest.raises(Unreachable):
        await session.restore()


@pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "ñ"])
def test_what_cannot_be_a_token_is_refused_without_being_repeated(token: str) -> None:
    with pytest.raises(Failure) as caught:
        Session(AKILES, access_token=token)
    assert (caught.value.code, caught.value.details) == ("token_malformed", {})
