"""Access tokens for requests."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import httpx

from akiles_console.failure import Failure


class BearerAuth(httpx.Auth):
    """A fixed access token, for automation (`AKILES_ACCESS_TOKEN`): nothing renews it."""

    def __init__(self, token: str) -> None:
        """Raises Failure `token_malformed` for what cannot be a token, before it gets near a header."""
        if not token or not (token.isascii() and token.isprintable()) or " " in token:
            raise Failure("token_malformed")
        self._header = f"Bearer {token}"

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Adds the token."""
        request.headers["Authorization"] = self._header
        yield request
