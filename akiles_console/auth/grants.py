"""The token endpoint: a grant goes in, tokens come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import httpx
import msgspec

from akiles_console.failure import Failure

_TIMEOUT = httpx.Timeout(30, connect=5)
_BIGGEST_ANSWER = 1_000_000
_USUAL_LIFE = 3600.0
_SECRET_FIELDS = ("code", "refresh_token", "client_secret", "code_verifier")


class TokenSet(msgspec.Struct, frozen=True):
    """What a grant gave; `expires_in` is the life of the access token in seconds, where the server says it."""

    access_token: str
    refresh_token: str | None = None
    expires_in: float | None = None

    @property
    def life(self) -> float:
        """Seconds that the access token lives; an hour where the server does not say."""
        return self.expires_in if self.expires_in and self.expires_in > 0 else _USUAL_LIFE

    def __repr__(self) -> str:
        return "TokenSet(***)"


class GrantRefused(Failure):
    """The server understood and said no: `error` is RFC 6749's word for it, such as `invalid_grant`."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__("login_refused", type=plain(error, 60), message=plain(description, 300))
        self.error = error
        self._description = description

    def without(self, secrets: Iterable[str]) -> GrantRefused:
        """The same, should the server have repeated what we sent."""
        description = self._description
        for secret in secrets:
            description = description.replace(secret, "***")
        return GrantRefused(self.error, description)


class GrantUnanswered(Failure):
    """No usable answer; `sent` tells whether the grant may have been used up all the same."""

    def __init__(self, *, sent: bool) -> None:
        super().__init__("auth_no_answer" if sent else "auth_unreachable")
        self.sent = sent


class _Refusal(msgspec.Struct):
    error: str
    error_description: str = ""


async def request_tokens(http: httpx.AsyncClient, auth_url: str, form: Mapping[str, str]) -> TokenSet:
    """Posts the form. Raises GrantRefused or GrantUnanswered; never repeats by itself."""
    url = f"{auth_url}/oauth2/token"
    content = b""
    try:
        async with http.stream(
            "POST", url, data=form, headers={"Accept": "application/json"}, timeout=_TIMEOUT, follow_redirects=False
        ) as response:
            async for chunk in response.aiter_bytes():
                content += chunk
                if len(content) > _BIGGEST_ANSWER:
                    raise GrantUnanswered(sent=True)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError):
        raise GrantUnanswered(sent=False) from None
    except httpx.HTTPError:
        raise GrantUnanswered(sent=True) from None
    if response.status_code == 429:
        raise GrantUnanswered(sent=False)
    try:
        return _tokens(response.status_code, content)
    except GrantRefused as refused:
        raise refused.without(form[name] for name in _SECRET_FIELDS if form.get(name)) from None


def plain(text: str, longest: int) -> str:
    """A server's text in one line of at most `longest` characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:longest]


def is_token(text: str) -> bool:
    """Whether it can be a token at all: visible ASCII without blanks, so that it fits into a header."""
    return bool(text) and text.isascii() and text.isprintable() and " " not in text


def _tokens(status: int, content: bytes) -> TokenSet:
    try:
        if 400 <= status < 500:
            refusal = msgspec.json.decode(content, type=_Refusal)
            raise GrantRefused(refusal.error, refusal.error_description)
        tokens = msgspec.json.decode(content, type=TokenSet, strict=False)
    except msgspec.DecodeError:  # HTML of a proxy, an error page: nothing that Akiles would say
        raise GrantUnanswered(sent=True) from None
    fit = is_token(tokens.access_token) and (tokens.refresh_token is None or is_token(tokens.refresh_token))
    if status != 200 or not fit:
        raise GrantUnanswered(sent=True)
    return tokens
