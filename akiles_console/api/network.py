"""The one HTTP client of a connection: the system's certificates and proxy, chosen explicitly."""

from __future__ import annotations

import asyncio
import ssl
import urllib.request
from urllib.parse import urlsplit

import httpx

from akiles_console import __version__
from akiles_console.auth.address import is_loopback
from akiles_console.failure import Failure

Http = httpx.AsyncClient
"""What `open_http` gives, for who only passes it on."""


async def open_http(*urls: str) -> Http:
    """A client for the hosts of these addresses; close it. Raises Failure `proxy_unsupported`.

    Certificates are read in a worker thread (23 to 46 ms); nothing in the environment loosens their check.
    """
    return await asyncio.to_thread(_http, urls)


def _http(urls: tuple[str, ...]) -> httpx.AsyncClient:
    context = _tls(urls)
    mounts: dict[str, httpx.AsyncBaseTransport | None] = {}
    for url in urls:
        if proxy := _proxy(url):
            parts = urlsplit(url)
            try:
                mounts[f"{parts.scheme}://{parts.netloc}"] = httpx.AsyncHTTPTransport(verify=context, proxy=proxy)
            except (ValueError, ImportError):  # SOCKS needs a package that nobody asked for so far
                raise Failure("proxy_unsupported", kind=urlsplit(proxy).scheme) from None
    return httpx.AsyncClient(
        verify=context,
        mounts=mounts,
        trust_env=False,
        follow_redirects=False,
        headers={"User-Agent": f"akiles-console/{__version__}"},
    )


def _tls(urls: tuple[str, ...]) -> ssl.SSLContext:
    if all(urlsplit(url).scheme == "http" for url in urls):  # loopback: no TLS, and this context trusts nobody
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _proxy(url: str) -> str | None:
    """The system's proxy for an address, or None; this computer is spoken to directly."""
    host = urlsplit(url).hostname or ""
    if is_loopback(url) or urllib.request.proxy_bypass(host):
        return None
    proxies = urllib.request.getproxies()
    proxy = proxies.get(urlsplit(url).scheme) or proxies.get("all")
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"
