"""A small client of a SPARQL server: settings from the environment, time limits, retries, errors of one sentence."""

import os
import random
import re
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from slategraph.errors import BadInput, Unreadable

if TYPE_CHECKING:
    import httpx

#: What is read from the environment, each after ``SLATEGRAPH_ENDPOINT_``.
SETTINGS = ("USER", "PASSWORD", "TOKEN", "QUERY", "UPDATE", "TIMEOUT", "BATCH")
#: Seconds before the second try; doubled for each further one.
BACK_OFF = 0.25
_TRIES = 4
_LONGEST_WAIT = 30.0
_BUSY = (429, 502, 503, 504)
# Where a server answers queries and takes updates, by the end of the address that its users know it by.
_PLACES: Mapping[str, tuple[str, str]] = {
    "sparql": ("sparql", "sparql"),
    "sparql-auth": ("sparql-auth", "sparql-auth"),
    "query": ("query", "update"),
}


@dataclass(frozen=True, slots=True)
class Service:
    """The addresses and settings of a SPARQL server."""

    address: str
    query: str
    update: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    timeout: float = 60.0
    batch: int = 10_000


def service(address: str, environment: Mapping[str, str] | None = None) -> Service:
    """The SPARQL server at an address, as the environment describes it.

    Raises `BadInput` for an address or a setting that can't be used.

        >>> found = service("http://localhost:7878", {"SLATEGRAPH_ENDPOINT_TIMEOUT": "5"})
        >>> found.query, found.update, found.timeout
        ('http://localhost:7878/query', 'http://localhost:7878/update', 5.0)
        >>> service("https://example.org/ds/sparql", {}).update
        'https://example.org/ds/sparql'
    """
    given = os.environ if environment is None else environment
    said = {name: value for name in SETTINGS if (value := given.get(f"SLATEGRAPH_ENDPOINT_{name}", "").strip())}
    if not re.fullmatch(r"[!-~]*", said.get("TOKEN", "")):
        raise BadInput("SLATEGRAPH_ENDPOINT_TOKEN is not a token: it has spaces or letters beyond ASCII.")
    plain, user, password = _parted(address)
    base, _, last = plain.rpartition("/")
    query, update = _PLACES.get(last, ("query", "update"))
    within = f"{base if last in _PLACES else plain}/"
    query, update = said.get("QUERY", query), said.get("UPDATE", update)
    return Service(
        plain,
        plain if query == "." else urljoin(within, query),
        plain if update == "." else urljoin(within, update),
        said.get("USER", user),
        said.get("PASSWORD", password),
        said.get("TOKEN"),
        _number(said, "TIMEOUT", 60),
        int(_number(said, "BATCH", 10_000)),
    )


def _parted(address: str) -> tuple[str, str | None, str | None]:
    """An address without the user and password that it may carry, and these."""
    try:
        parts = urlsplit(address)
        place = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise BadInput("The address of the store is not an http or https address.") from None
    if parts.scheme.lower() not in ("http", "https") or not place or parts.query or parts.fragment:
        raise BadInput(
            f"{parts.scheme}://{place} is not the address of a SPARQL server: give one like https://host/path."
        )
    plain = urlunsplit((parts.scheme.lower(), place + port, parts.path.rstrip("/"), "", ""))
    return plain, parts.username and unquote(parts.username), parts.password and unquote(parts.password)


def _number(said: Mapping[str, str], name: str, default: float) -> float:
    try:
        number = float(said.get(name, default))
    except ValueError:
        number = 0
    if not 1 <= number <= 1e9:
        raise BadInput(f"SLATEGRAPH_ENDPOINT_{name} has to be a number of at least 1, not {said[name]!r}.")
    return number


@dataclass(frozen=True, slots=True)
class Refused(Exception):
    """What a server said when it refused a request as wrong or too large (status 400 or 413)."""

    said: str


class Client:
    """Sends requests to a SPARQL server; whatever goes wrong is an `Unreadable` with one sentence.

    What is sent has to do no harm when it is sent twice: a request is repeated when the server is busy or the
    connection breaks.
    """

    def __init__(self, to: Service) -> None:
        import httpx  # takes a while to load, which a store on disk need not pay

        self._httpx = httpx
        self.service = to
        headers = {"User-Agent": "slategraph"} | ({"Authorization": f"Bearer {to.token}"} if to.token else {})
        auth = _challenged(to.user, to.password or "") if to.user and not to.token else None
        certificates = "https:" in f"{to.query} {to.update}"  # which take longer to load than a query
        try:
            self._client = httpx.Client(headers=headers, auth=auth, timeout=to.timeout, verify=certificates)
        except (ImportError, OSError, ValueError):  # without its words, which may hold a proxy's password
            raise BadInput(
                "The proxy or certificates that the environment names can't be used: check ALL_PROXY, HTTP_PROXY, "
                "HTTPS_PROXY and SSL_CERT_FILE."
            ) from None

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def query(self, text: str, accept: str) -> bytes:
        """The answer to a query, as a form is answered: a body of its own makes Virtuoso hang."""
        return self._sent(self.service.query, {"Accept": accept}, form={"query": text})

    def update(self, text: str) -> None:
        """Carry out an update."""
        self._sent(self.service.update, {"Content-Type": "application/sparql-update"}, body=text.encode())

    def _sent(
        self, url: str, headers: Mapping[str, str], *, body: bytes | None = None, form: Mapping[str, str] | None = None
    ) -> bytes:
        for again in range(_TRIES):
            last = again == _TRIES - 1
            pause = BACK_OFF * 2**again * random.uniform(0.75, 1)
            try:
                status, answered, content = self._once(url, headers, body, form)
            except self._httpx.TimeoutException:
                raise Unreadable(self._late(url)) from None
            except (self._httpx.InvalidURL, self._httpx.UnsupportedProtocol, UnicodeError):
                raise BadInput(f"{url} is not an address that can be asked.") from None
            except self._httpx.RequestError as error:
                if last:
                    raise Unreadable(self._unreached(url, error)) from None
            else:
                if status not in _BUSY or last:
                    return self._accepted(url, status, answered, content)
                pause = max(pause, _wait(answered.get("retry-after")))
            time.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _once(
        self, url: str, headers: Mapping[str, str], body: bytes | None, form: Mapping[str, str] | None
    ) -> tuple[int, Mapping[str, str], bytes]:
        until = time.monotonic() + self.service.timeout  # the client's own limit holds for each silence only
        with self._client.stream("POST", url, headers=headers, content=body, data=form) as answer:
            content = bytearray()
            for piece in answer.iter_bytes():
                content += piece
                if time.monotonic() > until:
                    raise Unreadable(self._late(url))
            return answer.status_code, answer.headers, bytes(content)

    def _accepted(self, url: str, status: int, headers: Mapping[str, str], content: bytes) -> bytes:
        is_page = "html" in headers.get("content-type", "")
        said = "" if is_page else _first_line(content)
        if status < 300 and is_page and url == self.service.query:
            raise Unreadable(f"{url} is not a SPARQL endpoint: it answers with a web page.")
        if status < 300:
            return content
        if status in (400, 413):
            raise Refused(said)
        if status < 400:
            raise Unreadable(f"{url} redirects to {headers.get('location', 'another address')}: name that one.")
        if status in (401, 403, 407):
            raise Unreadable(self._unwelcome(url))
        if status in (404, 405, 501):
            raise Unreadable(f"{url} is not a SPARQL endpoint: the server answers {status}.")
        raise Unreadable(f"{url} failed with status {status}{f': {said}' if said else ''}.")

    def _unwelcome(self, url: str) -> str:
        if self.service.token:
            return f"{url} refuses the token: check SLATEGRAPH_ENDPOINT_TOKEN."
        if self.service.user:
            return (
                f"{url} refuses this user and password: check SLATEGRAPH_ENDPOINT_USER and "
                "SLATEGRAPH_ENDPOINT_PASSWORD."
            )
        return (
            f"{url} asks for a password: set SLATEGRAPH_ENDPOINT_USER and SLATEGRAPH_ENDPOINT_PASSWORD, "
            "or SLATEGRAPH_ENDPOINT_TOKEN."
        )

    def _late(self, url: str) -> str:
        return (
            f"{url} did not answer within {self.service.timeout:g} seconds: "
            "set SLATEGRAPH_ENDPOINT_TIMEOUT to wait longer."
        )

    def _unreached(self, url: str, error: Exception) -> str:
        if isinstance(error, self._httpx.ConnectError):
            words = str(error).partition("] ")[2] or str(error) or "no connection"
            return f"{url} can't be reached: {words[0].lower()}{words[1:]}; is the server running?"
        return f"{url} broke off the connection."


def _wait(header: str | None) -> float:
    """The seconds that a busy server asks to wait."""
    return min(float(header), _LONGEST_WAIT) if header and header.isdecimal() else 0.0


def _first_line(content: bytes) -> str:
    lines = content[:2000].decode("utf-8", "replace").split("\n")
    return " ".join(next((line for line in lines if line.strip()), "").split()).rstrip(".")[:300]


def _challenged(user: str, password: str) -> "httpx.Auth":
    """Authentication as the server asks for it, Digest or Basic: no password goes out before it is asked for."""
    import httpx

    class Challenged(httpx.Auth):
        chosen: httpx.Auth | None = None

        def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
            if self.chosen is None:
                response = yield request
                if response.status_code != 401:
                    return
                digest = response.headers.get("www-authenticate", "").lower().startswith("digest")
                self.chosen = (httpx.DigestAuth if digest else httpx.BasicAuth)(user, password)
            yield from self.chosen.auth_flow(request)

    return Challenged()
