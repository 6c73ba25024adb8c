"""The practice Akiles against the API's description, asked over real HTTP what nobody thought of."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    ensure_resource_availability,
    negative_data_rejection,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from akiles_console.demo.server import DemoServer

_CHECKS = [
    *(not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance),
    *(negative_data_rejection, unsupported_method),
]
_SETTINGS = settings(
    deadline=None,
    derandomize=True,  # the same requests every time
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
_CHILDREN = {
    "emails": "member_email",
    "pins": "member_pin",
    "cards": "member_card",
    "magic_links": "member_magic_link",
    "tokens": "member_token",
    "group_associations": "member_group_association",
}
_EXPAND = {
    "/members": ["emails,pins,cards.card", "group_associations.member_group"],
    "/events": ["subject_member.emails,object_gadget", "object_member,object_site"],
    "/gadgets": ["device.product,site"],
    "/devices": ["site,product"],
}
_DAYS = [{"ranges": []}, {"ranges": [{"start": 0, "end": 28800}, {"start": 28800, "end": 86400}]}]


def _office() -> DemoServer:
    """The same office each time, with a last member who has one of everything, and a webhook."""
    server = DemoServer(now=lambda: datetime(2026, 3, 9, 10, 0, tzinfo=UTC))
    office = server.backend
    member = office.make("members", {"name": "Ana"})["id"]
    group = {"member_group_id": next(iter(office.tables["member_groups"].by_id)), "starts_at": None, "ends_at": None}
    card = office.make("cards", {"printed_code": "WHJSA"})["id"]
    values = {"emails": {"email": "ana@example.com"}, "cards": {"card_id": card}, "group_associations": group}
    for child in _CHILDREN:
        office.make_child(child, member, values.get(child, {}))
    office.make("webhooks", {"url": "https://example.com/hook", "filter": []})
    office.make("cards", {"printed_code": "KDLPQ"})
    return server


def _ids(server: DemoServer) -> dict[str, str]:
    """An id for each parameter of a path; they belong together."""
    office = server.backend
    last = {kind: list(table.by_id)[-1] for kind, table in office.tables.items()}
    ids = {f"{kind.removesuffix('s')}_id": last[kind] for kind in last}
    ids |= {f"{name}_id": next(iter(office.children[child][last["members"]])) for child, name in _CHILDREN.items()}
    return {**ids, "gadget_id": next(iter(office.tables["gadgets"].by_id)), "action_id": "open"}


def _narrowed(description: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
    """The description with ids, sorts and expansions that exist where a request needs them.

    As it is nearly every request would end with 404. What is wrong on purpose is made all the same.
    """
    narrow = copy.deepcopy(description)
    for path, operations in narrow["paths"].items():
        expand = ["", *_EXPAND.get("/" + path.split("/")[1], [])] if path.count("/") < 3 else [""]
        for operation in operations.values():
            for parameter in operation["parameters"]:
                name = parameter["name"]
                if name in ids:
                    parameter["schema"] = {"enum": [ids[name]]}
                elif name in ("sort", "expand"):
                    parameter["schema"] = {"enum": ["id:asc", "id:desc"] if name == "sort" else expand}
            for body in operation.get("requestBody", {}).get("content", {}).values():
                body["schema"] = _body(body["schema"], ids, narrow["components"]["schemas"])
    return narrow


def _body(schema: dict[str, Any], ids: dict[str, str], components: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return _body(components[schema["$ref"].rpartition("/")[2]], ids, components)
    inside = dict(schema)
    if "properties" in inside:
        inside["additionalProperties"] = False
        inside["properties"] = {name: _field(name, one, ids, components) for name, one in schema["properties"].items()}
        if "card_id" in inside["properties"]:  # a card is named in one way only
            inside["properties"] |= {name: {"type": "null"} for name in ("uid", "printed_code")}
    if "items" in inside:
        inside["items"] = _body(inside["items"], ids, components)
    if "anyOf" in inside:
        inside["anyOf"] = [_body(one, ids, components) for one in inside["anyOf"]]
    return inside


def _field(name: str, schema: dict[str, Any], ids: dict[str, str], components: dict[str, Any]) -> dict[str, Any]:
    if name in ids:
        return {"enum": [ids[name], None] if "null" in schema["type"] else [ids[name]]}
    if name == "uid":
        return components["card"]["properties"]["uid"]
    if name == "weekdays":
        return {**schema, "items": {"enum": _DAYS}}
    return _body(schema, ids, components)


_DESCRIPTION = json.loads((Path(__file__).parent / "openapi.json").read_text(encoding="utf-8"))
_API = schemathesis.openapi.from_dict(_narrowed(_DESCRIPTION, _ids(_office())))


@pytest.fixture
def office() -> Iterator[DemoServer]:
    """A running office as `_office` makes it."""
    server = _office()
    server.start_in_thread()
    yield server
    server.stop_thread()


@pytest.fixture
def answered() -> Iterator[Counter[int]]:
    """Counts statuses; a test that never saw a 200 did not reach the operation, and fails."""
    statuses: Counter[int] = Counter()
    yield statuses
    assert statuses[200], statuses


def _to(server: DemoServer) -> dict[str, Any]:
    return {"base_url": server.api_url, "headers": {"authorization": f"Bearer {server.access_token}"}}


@_API.parametrize()
@settings(_SETTINGS, max_examples=10)
def test_operation(case: schemathesis.Case, office: DemoServer, answered: Counter[int]) -> None:
    """Right and wrong requests: a declared status, a body as described, what is wrong refused, no 5xx, some 200."""
    response = case.call(**_to(office))
    answered[response.status_code] += 1
    case.validate_response(response, checks=_CHECKS)


def test_operations_in_a_row(answered: Counter[int]) -> None:
    """What one answer gives is used in the next request: made, read, changed, deleted, in any order."""
    api = schemathesis.openapi.from_dict(_narrowed(_DESCRIPTION, _ids(_office())))
    api.config.generation.update(modes=[GenerationMode.POSITIVE])

    class Chain(api.as_state_machine()):
        def setup(self) -> None:
            self.office = _office()
            self.office.start_in_thread()

        def teardown(self) -> None:
            self.office.stop_thread()

        def get_call_kwargs(self, case: schemathesis.Case) -> dict[str, Any]:
            return _to(self.office)

        def validate_response(self, response: Any, case: schemathesis.Case, *_: Any, **__: Any) -> None:
            answered[response.status_code] += 1
            case.validate_response(response, checks=[*_CHECKS, ensure_resource_availability])

    Chain.run(settings=settings(_SETTINGS, max_examples=50, stateful_step_count=15))
