"""SPARQL servers for tests: Oxigraph's own, a proxy before it that cuts connections, and one that answers as told."""

import base64
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

#: Where pip puts the server that the package oxigraph brings.
OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")


@contextmanager
def oxigraph_server(*options: str) -> Iterator[str]:
    """The address of a running Oxigraph server with nothing in it, gone afterwards."""
    assert OXIGRAPH, "pip install oxigraph"
    port = _free_port()
    command = [OXIGRAPH, "serve", "--bind", f"127.0.0.1:{port}", *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _await(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def emptied(address: str) -> str:
    """A server's address, with nothing left in it."""
    headers = {"Content-Type": "application/sparql-update"}
    httpx.post(f"{address}/update", content="DROP ALL", headers=headers, timeout=60, verify=False).raise_for_status()
    return address


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _await(port: int) -> None:
    for _ in range(400):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError("the server does not start")


@dataclass
class Proxy:
    """A relay to a server that can be told to cut: `cut` is asked of each request, by its number and its bytes.

    What `cut` returns is "before" (the request does not reach the server), "after" (the answer does not come back), or
    None.
    """

    address: str
    cut: Callable[[int, bytes], str | None] = field(default=lambda number, request: None)
    requests: int = 0


@contextmanager
def proxy(to: str) -> Iterator[Proxy]:
    """A proxy before the server at an address of this machine."""
    target = int(to.rpartition(":")[2])
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Proxy(f"http://127.0.0.1:{listening.getsockname()[1]}")

        def serve() -> None:
            with suppress(OSError):
                while True:
                    client = listening.accept()[0]
                    threading.Thread(target=relay, args=(client,), daemon=True).start()

        def relay(client: socket.socket) -> None:
            with client, suppress(OSError), socket.create_connection(("127.0.0.1", target)) as server:
                while request := _message(client):
                    made.requests += 1
                    cut = made.cut(made.requests, request)
                    if cut == "before":
                        return
                    server.sendall(request)
                    answer = _message(server)
                    if cut == "after":
                        return
                    client.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        yield made
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)


def _message(from_: socket.socket) -> bytes:
    """One HTTP message, head and body."""
    content = b""
    while b"\r\n\r\n" not in content:
        piece = from_.recv(65536)
        if not piece:
            return b""
        content += piece
    head = content.partition(b"\r\n\r\n")[0].lower()
    size = len(head) + 4
    if b"transfer-encoding: chunked" in head:
        while not content.endswith(b"\r\n0\r\n\r\n"):
            content += from_.recv(65536)
    elif b"content-length:" in head:
        size += int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        while len(content) < size:
            content += from_.recv(65536)
    return content


@dataclass(frozen=True)
class Asked:
    """One request as a server got it."""

    path: str
    authorization: str
    body: str

    @property
    def basic(self) -> str:
        """The user and password of basic authentication."""
        return base64.b64decode(self.authorization.removeprefix("Basic ")).decode()


@dataclass(frozen=True)
class Told:
    """What a server answers."""

    status: int = 200
    body: bytes = b'{"head":{"vars":["s","p","o","g"]},"results":{"bindings":[]}}'
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/sparql-results+json"})
    delay: float = 0.0


@contextmanager
def telling(tell: Callable[[Asked], Told]) -> Iterator[tuple[str, list[Asked]]]:
    """A server that answers as told, and what it was asked."""
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
            request = Asked(self.path, self.headers.get("authorization", ""), body)
            asked.append(request)
            told = tell(request)
            time.sleep(told.delay)
            with suppress(OSError):
                self.send_response(told.status)
                for name, value in (told.headers | {"content-length": str(len(told.body))}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(told.body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
