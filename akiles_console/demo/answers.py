"""The pages and paths of the practice Akiles: requests in, responses out, nothing of sockets."""

from __future__ import annotations

import math
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode

import msgspec

from akiles_console.demo import consent, oauth, routes
from akiles_console.demo.backend import Backend
from akiles_console.demo.refusal import Refusal, invalid, not_possible
from akiles_console.demo.wire import Request, Response

API = "/v2"
_PAGE_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; form-action 'self' http://127.0.0.1:*"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class Answers:
    """What is behind the address: the API of each organization, and OAuth in front of them."""

    def __init__(self, organizations: dict[str, Backend], gate: oauth.Gate) -> None:
        self._organizations = organizations
        self._gate = gate

    def to(self, request: Request) -> Response:
        """The answer to any request."""
        if request.path.startswith(f"{API}/"):
            return self._api(request)
        if request.path == "/oauth2/token":
            return self._token(request)
        if request.path == "/oauth2/auth":
            return self._authorize(request)
        return refused(Refusal(404, "not_found", "This path was not found."))

    def _api(self, request: Request) -> Response:
        try:
            scheme, _, token = request.headers.get("authorization", "").partition(" ")
            organization = self._gate.organization_of(token) if scheme.lower() == "bearer" else None
            if organization is None:
                raise unauthorized()
            if request.method != "GET" and not self._gate.may_write(token):
                raise Refusal(403, "forbidden", "This connection may only read.")
            path = unquote(request.path.removeprefix(API))
            answer = routes.answer(
                self._organizations[organization], request.method, path, request.query, _json_body(request)
            )
        except Refusal as refusal:
            return refused(refusal)
        return _json(200, answer)

    def _token(self, request: Request) -> Response:
        if request.method != "POST":
            return refused(not_possible(request.method, ("POST",)))
        try:
            answer = self._gate.token(_form(request))
        except oauth.OAuthError as error:
            return _json(error.status, {"error": error.code, "error_description": error.description})
        return _json(200, answer)

    def _authorize(self, request: Request) -> Response:
        try:
            asked = dict(request.query) if request.method == "GET" else _form(request)
            if request.method == "GET" and len(asked) != len(request.query):
                raise oauth.OAuthError("invalid_request", "A parameter is given twice.")
            decision, chosen = asked.pop("decision", None), asked.pop("organization", "")
            target = oauth.check_target(asked)
        except oauth.OAuthError as error:
            return page(400, consent.refused(error.description))
        back = {"state": asked["state"]} if "state" in asked else {}
        try:
            authorization = oauth.check_authorization(asked)
            if request.method == "GET":
                return page(200, consent.consent(asked, self._choices()))
            if decision != "allow" or chosen not in self._organizations:
                raise oauth.OAuthError("access_denied", "The person did not allow it.")
        except oauth.OAuthError as error:
            return _redirect(target, {"error": error.code, "error_description": error.description, **back})
        return _redirect(target, {"code": self._gate.allow(authorization, chosen), **back})

    def _choices(self) -> dict[str, tuple[str, int]]:
        return {key: (one.organization["name"], one.count_members()) for key, one in self._organizations.items()}


def unauthorized() -> Refusal:
    """401: no token, or none that holds."""
    return Refusal(401, "unauthorized", "The access token is missing, unknown or expired.")


def too_many() -> Refusal:
    """429: slower, please."""
    return Refusal(429, "too_many_requests", "Too many requests.")


def _json_body(request: Request) -> Any:
    if not request.body:
        return None
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise invalid("The content type of a body must be application/json.")
    try:
        return msgspec.json.decode(request.body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise invalid("The body is no JSON.") from error


def _form(request: Request) -> dict[str, str]:
    if request.headers.get("content-type", "").partition(";")[0] != "application/x-www-form-urlencoded":
        raise oauth.OAuthError("invalid_request", "The body must be a form.")
    pairs = parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)
    if len(dict(pairs)) != len(pairs):
        raise oauth.OAuthError("invalid_request", "A parameter is given twice.")
    return dict(pairs)


def _json(status: int, body: Any, headers: dict[str, str] | None = None) -> Response:
    return Response(status, "application/json", msgspec.json.encode(body), headers or {})


def refused(refusal: Refusal, retry_after: float | None = None) -> Response:
    """A refusal as a response; `retry_after` in seconds, rounded up."""
    headers = {} if retry_after is None else {"retry-after": str(math.ceil(retry_after))}
    return _json(refusal.status, refusal.body(), {**refusal.headers, **headers})


def page(status: int, html: str) -> Response:
    """A page for the browser."""
    return Response(status, "text/html; charset=utf-8", html.encode(), _PAGE_HEADERS)


def _redirect(target: str, parameters: dict[str, str]) -> Response:
    return Response(302, "text/plain", b"", {"location": f"{target}?{urlencode(parameters)}"})
