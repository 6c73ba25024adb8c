"""A practice server per test, and a client that holds every answer against the API's description."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from akiles_console.demo.server import DemoServer

_API = json.loads((Path(__file__).parent / "openapi.json").read_text(encoding="utf-8"))
_FORMATS = jsonschema.FormatChecker(("email",))
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z")
_FORMATS.checks("date-time")(lambda value: value is None or bool(_MOMENT.fullmatch(value)))
_PATHS = [
    (re.compile(re.sub(r"\{\w+\}", "[^/]+", template)), operations) for template, operations in _API["paths"].items()
]


def _described(method: str, path: str, status: int) -> dict[str, Any] | None:
    """The schema of an answer; None for a path or method that the description does not have."""
    for pattern, operations in _PATHS:
        if pattern.fullmatch(path) and method.lower() in operations:
            answers = operations[method.lower()]["responses"]
            answer = answers.get(str(status)) or answers[f"{status // 100}XX"]
            return answer["content"]["application/json"]["schema"]
    return None


async def _check_answer(response: httpx.Response) -> None:
    """Fails on an answer that is not as the API describes it."""
    path = response.request.url.path
    if not path.startswith("/v2/") or not response.headers["content-type"].startswith("application/json"):
        return
    await response.aread()
    schema = _described(response.request.method, path.removeprefix("/v2"), response.status_code)
    if schema is None:
        assert response.status_code in (401, 404, 405), f"an answer where nothing is described: {path}"
        schema = {"$ref": "#/components/schemas/error"}
    jsonschema.validate(
        response.json(),
        {**schema, "components": _API["components"]},
        jsonschema.Draft202012Validator,
        format_checker=_FORMATS,
    )


class Time:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **lapse: float) -> None:
        self.at += timedelta(**lapse)


@pytest.fixture
def time() -> Time:
    """The clock of the practice server."""
    return Time()


@pytest.fixture
async def server(time: Time) -> AsyncIterator[DemoServer]:
    """A running practice office."""
    async with DemoServer(now=time) as running:
        yield running


@pytest.fixture
def connect() -> Callable[..., httpx.AsyncClient]:
    """Makes a client of a server's API whose answers are all checked; to be used with `async with`."""

    def make(server: DemoServer, token: str | None = None) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            base_url=server.api_url,
            headers={"authorization": f"Bearer {token or server.access_token}"},
            event_hooks={"response": [_check_answer]},
            trust_env=False,
        )

    return make


@pytest.fixture
async def api(server: DemoServer, connect: Callable[..., httpx.AsyncClient]) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the practice office."""
    async with connect(server) as client:
        yield client


@pytest.fixture
def group(server: DemoServer) -> Callable[[str], str]:
    """The id of a member group by its name."""

    def find(name: str) -> str:
        groups = server.backend.tables["member_groups"].by_id.values()
        return next(one["id"] for one in groups if one["name"] == name)

    return find
