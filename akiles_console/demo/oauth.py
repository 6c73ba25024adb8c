"""Who may speak to the practice Akiles: codes, access tokens, rotating refresh tokens. Kept as hashes only."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

CLIENT_ID = "practice-console"
CLIENT_SECRET = "practice-only-and-no-secret"
_REDIRECT = re.compile(r"http://127\.0\.0\.1:[0-9]{1,5}/akiles/callback")
_SCOPES = {"full_read_write", "full_read_only", "offline"}
_CODE_LIFE = timedelta(minutes=15)
_PARAMETERS = {
    *("client_id", "redirect_uri", "response_type", "scope", "state"),
    *("code_challenge", "code_challenge_method"),
}


class OAuthError(Exception):
    """`code` is the `error` of RFC 6749, `description` its sentence."""

    def __init__(self, code: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.status = status


@dataclass(frozen=True)
class Authorization:
    """What an application asks for on the consent page."""

    redirect_uri: str
    scope: str
    state: str | None
    challenge: str | None


@dataclass(frozen=True)
class Grant:
    """What a person allowed: one organization, for as long as it is not revoked."""

    organization_id: str
    offline: bool
    read_only: bool = False


@dataclass(frozen=True)
class Access:
    """An access token; without `grant_id` it is the one for automation. `expires` is an ISO time or None."""

    organization_id: str
    grant_id: str | None
    expires: str | None


@dataclass(frozen=True)
class _Code:
    authorization: Authorization
    grant_id: str
    expires: datetime
    used: bool = False


def check_target(asked: Mapping[str, str]) -> str:
    """The redirect address, if application and address are registered; else OAuthError, and nobody is sent on."""
    if asked.get("client_id") != CLIENT_ID:
        raise OAuthError("invalid_client", "This application is not registered here.")
    if not _REDIRECT.fullmatch(asked.get("redirect_uri", "")):
        raise OAuthError("invalid_request", "The redirect address is not the one that was registered.")
    return asked["redirect_uri"]


def check_authorization(asked: Mapping[str, str]) -> Authorization:
    """The rest of an authorization request, checked; an OAuthError here goes back to the application."""
    if unknown := set(asked) - _PARAMETERS:
        raise OAuthError("invalid_request", f"Unknown parameter: {min(unknown)}.")
    if asked.get("response_type") != "code":
        raise OAuthError("unsupported_response_type", "The response type must be 'code'.")
    scopes = set(asked.get("scope", "").split())
    if not scopes - {"offline"} or scopes - _SCOPES:
        raise OAuthError("invalid_scope", "The scope must be 'full_read_write offline' or a part of it.")
    challenge = asked.get("code_challenge")
    if challenge is not None and asked.get("code_challenge_method") != "S256":
        raise OAuthError("invalid_request", "The code challenge method must be S256.")
    return Authorization(asked["redirect_uri"], asked["scope"], asked.get("state"), challenge)


class Gate:
    """Hands out codes and tokens and recognises them. `token_seconds` is the life of an access token."""

    def __init__(self, now: Callable[[], datetime], token_seconds: int) -> None:
        self._now = now
        self._token_seconds = token_seconds
        self._codes: dict[str, _Code] = {}
        self._grants: dict[str, Grant] = {}
        self._access: dict[str, Access] = {}
        self._refresh: dict[str, tuple[str, bool]] = {}  # hash -> (grant, not used yet)

    def automation_token(self, organization_id: str) -> str:
        """An access token that never expires and is forgotten at the end of the program."""
        token = secrets.token_urlsafe(32)
        self._access[_hash(token)] = Access(organization_id, None, None)
        return token

    def organization_of(self, token: str) -> str | None:
        """The organization an access token belongs to; None when it is unknown, expired or revoked."""
        access = self._access.get(_hash(token))
        if access is None or (access.grant_id is not None and access.grant_id not in self._grants):
            return None
        if access.expires is not None and datetime.fromisoformat(access.expires) <= self._now():
            return None
        return access.organization_id

    def may_write(self, token: str) -> bool:
        """Whether a (known) access token is good for more than reading."""
        grant_id = self._access[_hash(token)].grant_id
        return grant_id is None or not self._grants[grant_id].read_only

    def allow(self, authorization: Authorization, organization_id: str) -> str:
        """A code for what a person allowed."""
        grant_id, code = secrets.token_hex(8), secrets.token_urlsafe(24)
        scopes = authorization.scope.split()
        self._grants[grant_id] = Grant(organization_id, "offline" in scopes, "full_read_write" not in scopes)
        self._codes[_hash(code)] = _Code(authorization, grant_id, self._now() + _CODE_LIFE)
        return code

    def token(self, form: Mapping[str, str]) -> dict[str, Any]:
        """The answer of the token endpoint. Raises OAuthError."""
        known = secrets.compare_digest(form.get("client_secret", "").encode(), CLIENT_SECRET.encode())
        if form.get("client_id") != CLIENT_ID or not known:
            raise OAuthError("invalid_client", "The client id or the client secret is wrong.", 401)
        match form.get("grant_type"):
            case "authorization_code":
                return self._exchange(form)
            case "refresh_token":
                return self._renew(form)
        raise OAuthError("unsupported_grant_type", "The grant type must be authorization_code or refresh_token.")

    def revoke_all(self) -> None:
        """What an administrator does who uninstalls the application: nobody is connected any more."""
        self._grants.clear()

    def _exchange(self, form: Mapping[str, str]) -> dict[str, Any]:
        key = _hash(form.get("code", ""))
        code = self._codes.get(key)
        if code is None or code.grant_id not in self._grants:
            raise OAuthError("invalid_grant", "The code is unknown.")
        if code.used:
            del self._grants[code.grant_id]
            raise OAuthError("invalid_grant", "The code was used before; what it gave is revoked.")
        self._codes[key] = replace(code, used=True)
        if code.expires <= self._now():
            raise OAuthError("invalid_grant", "The code is too old.")
        if form.get("redirect_uri") != code.authorization.redirect_uri:
            raise OAuthError("invalid_grant", "The redirect address is not the one of the code.")
        if code.authorization.challenge not in (None, _challenge(form.get("code_verifier", ""))):
            raise OAuthError("invalid_grant", "The code verifier does not fit.")
        return self._issue(code.grant_id)

    def _renew(self, form: Mapping[str, str]) -> dict[str, Any]:
        key = _hash(form.get("refresh_token", ""))
        grant_id, fresh = self._refresh.get(key, ("", False))
        if grant_id not in self._grants:
            raise OAuthError("invalid_grant", "The refresh token is unknown or revoked.")
        if not fresh:
            del self._grants[grant_id]
            raise OAuthError("invalid_grant", "The refresh token was used before; the connection is revoked.")
        self._refresh[key] = (grant_id, False)
        return self._issue(grant_id)

    def _issue(self, grant_id: str) -> dict[str, Any]:
        grant, access = self._grants[grant_id], secrets.token_urlsafe(32)
        expires = self._now() + timedelta(seconds=self._token_seconds)
        self._access[_hash(access)] = Access(grant.organization_id, grant_id, expires.isoformat())
        answer = {"access_token": access, "token_type": "bearer", "expires_in": self._token_seconds}
        if grant.offline:
            answer["refresh_token"] = refresh = secrets.token_urlsafe(32)
            self._refresh[_hash(refresh)] = (grant_id, True)
        return answer

    # Keeping

    def kept(self) -> dict[str, Any]:
        """Living grants and their tokens (hashes) as JSON."""
        access = {key: one for key, one in self._access.items() if one.grant_id in self._grants}
        return {
            "grants": {key: asdict(one) for key, one in self._grants.items()},
            "access": {key: asdict(one) for key, one in access.items()},
            "refresh": {key: list(one) for key, one in self._refresh.items() if one[0] in self._grants},
        }

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Takes back what `kept` gave."""
        self._grants.update({key: Grant(**one) for key, one in kept["grants"].items()})
        self._access.update({key: Access(**one) for key, one in kept["access"].items()})
        self._refresh.update({key: (grant, fresh) for key, (grant, fresh) in kept["refresh"].items()})


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
