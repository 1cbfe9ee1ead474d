"""Pages from http and https addresses, with limits of size and time, and nothing from inside a private network."""

import ipaddress
import re
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from slategraph.errors import BadInput, Unreadable

if TYPE_CHECKING:
    import httpx

_SECONDS = 20.0  # without a word from the server, and three times as long in all
_REDIRECTS = 5
_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/json": "json",
    "text/markdown": "markdown",
    "text/plain": "text",
}


@dataclass(frozen=True, slots=True)
class Page:
    """The response from an address: its bytes, the kind of document, and the address after redirects."""

    content: bytes
    kind: str | None
    url: str


def is_address(text: str) -> bool:
    """Whether a text is an http or https address."""
    return re.match(r"https?://\S+$", text, re.IGNORECASE) is not None


def last_part(url: str) -> str:
    """The last part of an address's path, without its ending; else its host."""
    parts = urlsplit(url)
    end = [part for part in parts.path.split("/") if part]
    return re.sub(r"\.\w{1,5}$", "", end[-1]) if end else parts.hostname or url


def fetch(url: str, *, limit: int, allow_private: bool = False) -> Page:
    """Get a page of at most `limit` bytes; each redirect is checked as the address was.

    Raises `Unreadable` with the reason, and `BadInput` for an address inside a private network.
    """
    import httpx  # heavy, and not needed for files

    headers = {"User-Agent": "slategraph", "Accept": "text/html, text/plain, application/pdf, application/json"}
    with httpx.Client(timeout=_SECONDS, follow_redirects=False, headers=headers) as client:
        for _ in range(_REDIRECTS + 1):
            check(url, allow_private)
            page, onward = _get(client, url, limit)
            if page is not None:
                return page
            url = urljoin(url, onward)
    raise Unreadable(f"{url} redirects too many times: give the page's own address.")


def check(url: str, allow_private: bool) -> None:
    """Reject an address that is not http(s), or that is inside a private network."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or 443
    except ValueError:
        raise BadInput(f"{url} is not an http or https address.") from None
    if parts.scheme not in ("http", "https") or not host:
        raise BadInput(f"{url} is not an http or https address.")
    if allow_private:
        return
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreadable(f"{url} can't be read: unknown host {host}.") from error
    for place in found:
        if not ipaddress.ip_address(str(place[4][0]).split("%")[0]).is_global:
            raise BadInput(f"{url} is inside a private network: allow that with --allow-private.")


def _get(client: "httpx.Client", url: str, limit: int) -> tuple[Page | None, str]:
    import httpx

    until = time.monotonic() + 3 * _SECONDS
    try:
        with client.stream("GET", url) as answer:
            if answer.is_redirect:
                return None, answer.headers.get("location", "")
            if answer.status_code >= 400:
                raise Unreadable(f"{url} can't be read: the server answers {answer.status_code}.")
            content = bytearray()
            for piece in answer.iter_bytes():
                content += piece
                if time.monotonic() > until:
                    raise Unreadable(f"{url} can't be read: the server takes too long.")
                if len(content) > limit:
                    raise Unreadable(f"{url} is larger than {limit / 1e6:g} MB: give a smaller page.")
            kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
            return Page(bytes(content), _KINDS.get(kind), url), ""
    except httpx.TimeoutException as error:
        raise Unreadable(f"{url} can't be read: no answer within {_SECONDS:g} seconds.") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Unreadable(f"{url} can't be read: {error}.") from error
