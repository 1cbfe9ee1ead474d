"""The client of a SPARQL server: where it asks, how it says who asks, and what it says when it gets no answer."""

import hashlib
import re
import socket

import pytest

from slategraph.errors import BadInput, Unreadable
from slategraph.store import http
from slategraph.store.endpoint import Endpoint
from slategraph.store.http import service
from sparql_server import Asked, Told, telling

SECRET = "s3cret-7b1f"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "BACK_OFF", 0.001)


def environment(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"SLATEGRAPH_ENDPOINT_{name.upper()}", value)


@pytest.mark.parametrize(
    ("address", "query", "update"),
    [
        ("http://localhost:7878", "http://localhost:7878/query", "http://localhost:7878/update"),
        ("http://localhost:7878/", "http://localhost:7878/query", "http://localhost:7878/update"),
        ("https://films.example/ds", "https://films.example/ds/query", "https://films.example/ds/update"),
        ("https://films.example/ds/query", "https://films.example/ds/query", "https://films.example/ds/update"),
        ("https://films.example/sparql", "https://films.example/sparql", "https://films.example/sparql"),
        ("HTTP://[::1]:7878", "http://[::1]:7878/query", "http://[::1]:7878/update"),
    ],
)
def test_where_queries_and_updates_go(address: str, query: str, update: str) -> None:
    found = service(address, {})
    assert (found.query, found.update) == (query, update)


@pytest.mark.parametrize("update", ["statements", "http://localhost:7200/repositories/slate/statements"])
def test_where_they_go_is_set_by_the_environment(update: str) -> None:
    given = {"SLATEGRAPH_ENDPOINT_QUERY": ".", "SLATEGRAPH_ENDPOINT_UPDATE": update}
    found = service("http://localhost:7200/repositories/slate", given)
    assert (found.query, found.update) == (
        "http://localhost:7200/repositories/slate",
        "http://localhost:7200/repositories/slate/statements",
    )


@pytest.mark.parametrize("address", ["ftp://x/y", "https://", "http://x/y?z=1", "http://x:port/", "http://[x/"])
def test_what_is_not_the_address_of_a_server_is_refused(address: str) -> None:
    with pytest.raises(BadInput, match=r"not (the address of a SPARQL server|an http or https address)"):
        service(address, {})


@pytest.mark.parametrize("value", ["soon", "0", "-1", "nan", "inf"])
def test_a_limit_that_is_not_a_number_is_refused(value: str) -> None:
    with pytest.raises(BadInput, match=f"SLATEGRAPH_ENDPOINT_TIMEOUT has to be a number .*{value}"):
        service("http://localhost", {"SLATEGRAPH_ENDPOINT_TIMEOUT": value})


def test_user_and_password_in_an_address_are_used_and_not_shown() -> None:
    found = service(f"https://ada:{SECRET}@films.example/ds", {})
    assert (found.user, found.password, SECRET in repr(found)) == ("ada", SECRET, False)


def test_a_password_in_an_address_may_have_any_letters() -> None:
    assert service("https://ada:p%40%C3%A9@films.example", {}).password == "p@é"


def test_a_token_that_no_header_can_carry_is_refused() -> None:
    with pytest.raises(BadInput, match="SLATEGRAPH_ENDPOINT_TOKEN is not a token"):
        service("https://films.example", {"SLATEGRAPH_ENDPOINT_TOKEN": "é\nx"})


def guarded(request: Asked) -> Told:
    allowed = request.authorization.startswith("Basic ") and request.basic == f"ada:{SECRET}"
    return Told() if allowed else Told(401, b"", {"www-authenticate": 'Basic realm="films"'})


def test_basic_authentication(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, user="ada", password=SECRET)
    with telling(guarded) as (address, asked):
        Endpoint(address)
    assert [bool(request.authorization) for request in asked] == [False, True]


def digesting(request: Asked) -> Told:
    """A server that checks a digest as RFC 7616 has it."""
    said = dict(re.findall(r'(\w+)="?([^",]*)"?', request.authorization))

    def md5(*parts: str) -> str:
        return hashlib.md5(":".join(parts).encode()).hexdigest()

    right = said and said["response"] == md5(
        md5("ada", "films", SECRET), said["nonce"], said["nc"], said["cnonce"], said["qop"], md5("POST", request.path)
    )
    challenge = 'Digest realm="films", nonce="dcd98b", qop="auth", algorithm=MD5'
    return Told() if right else Told(401, b"", {"www-authenticate": challenge})


def test_digest_authentication(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, user="ada", password=SECRET)
    with telling(digesting) as (address, asked):
        Endpoint(address)
    assert not any("Basic" in request.authorization for request in asked)


def test_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, token=SECRET)
    with telling(lambda request: Told()) as (address, asked):
        Endpoint(address)
    assert [request.authorization for request in asked] == [f"Bearer {SECRET}"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "asks for a password: set SLATEGRAPH_ENDPOINT_USER"),
        ({"user": "ada", "password": "wrong"}, "refuses this user and password"),
        ({"token": "wrong"}, "refuses the token"),
    ],
)
def test_who_may_not_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch, given: dict[str, str], expected: str) -> None:
    environment(monkeypatch, **given)
    with telling(guarded) as (address, _), pytest.raises(Unreadable, match=expected):
        Endpoint(address)


JSON = {"content-type": "application/sparql-results+json"}
PAGE = Told(body=b"<!doctype html><html><body>Hello</body></html>", headers={"content-type": "text/html"})


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (PAGE, "is not a SPARQL endpoint: it answers with a web page"),
        (Told(body=b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":'), "broke off its answer"),
        (Told(body=b'{"head":{"vars":["s","p","o","g"]},"results":{"bindings":[]'), "broke off its answer"),
        (Told(body=b""), "broke off its answer"),
        (Told(body=b'{"hello": "world"}'), "broke off its answer"),
        (Told(404, b"nothing", {}), "is not a SPARQL endpoint: the server answers 404"),
        (Told(500, b"out of memory\nat line 3", {}), "failed with status 500: out of memory"),
        (Told(302, b"", {"location": "https://films.example/login"}), "redirects to https://films.example/login"),
        (Told(200, b"not deflated", {"content-encoding": "gzip"}), "broke off the connection"),
        (Told(400, b"no such thing", {}), "refuses it: no such thing"),
    ],
)
def test_what_is_no_answer_is_one_sentence(told: Told, expected: str) -> None:
    with (
        telling(lambda request: told) as (address, _),
        pytest.raises((Unreadable, ValueError), match=expected) as error,
    ):
        Endpoint(address)
    assert "\n" not in str(error.value)


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(Unreadable, match=r"can't be reached: .*refused; is the server running"):
            Endpoint(f"http://127.0.0.1:{unused.getsockname()[1]}")


def test_a_host_that_does_not_exist() -> None:
    with pytest.raises(Unreadable, match="can't be reached"):
        Endpoint("http://films.invalid/ds")


def test_a_server_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, timeout="1")
    slow = Told(delay=3)
    with telling(lambda request: slow) as (address, _), pytest.raises(Unreadable, match="within 1 seconds"):
        Endpoint(address)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again(status: int) -> None:
    left = [Told(status, b"", {"retry-after": "0"}), Told(status, b"", {})]
    with telling(lambda request: left.pop() if left else Told()) as (address, asked):
        Endpoint(address)
    assert len(asked) == 3


def test_a_server_that_stays_busy() -> None:
    with telling(lambda request: Told(503, b"", {})) as (address, asked), pytest.raises(Unreadable, match="status 503"):
        Endpoint(address)
    assert len(asked) == 4


def test_a_proxy_that_cannot_be_used_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"gopher://ada:{SECRET}@proxy:70")
    with pytest.raises(BadInput, match="HTTP_PROXY") as error:
        Endpoint("http://films.example")
    assert SECRET not in str(error.value)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "SELECT ?a { ?a ?b ?c }",
            b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"uri","value":"http://a"}}',
        ),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", b"<http://a> <http://b> <http://c> .\n"),
    ],
)
def test_a_time_limit_of_oxigraph_which_strikes_in_the_midst_of_an_answer(question: str, answer: bytes) -> None:
    cut = Told(body=answer + b"The SPARQL operation has been cancelled")
    with telling(lambda request: Told() if "sg" in request.body or "revision" in request.body else cut) as (address, _):
        quads = Endpoint(address)
        with pytest.raises(Unreadable, match="broke off its answer"):
            quads.query(question)
