"""A model server for tests: a real HTTP server that speaks the OpenAI chat protocol and answers as the test says."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-test-4f9b2c7d1e"
MODEL = "teller-7b"


@dataclass(frozen=True)
class Request:
    """One request as the server got it."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The piece of the article that the model is to read."""
        asked = next(m["content"] for m in reversed(self.body["messages"]) if "<article-" in m["content"])
        return str(asked.split("<article-")[1].split(">\n", 1)[1].rsplit("\n</article-", 1)[0])

    @property
    def form(self) -> str:
        """The form in which the answer is asked for."""
        return str(self.body.get("response_format", {}).get("type", "none"))


@dataclass(frozen=True)
class Response:
    """What the server sends back, after a while."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    trickle: float = 0.0


Script = Callable[[Request], Response]


def chat(content: str | None, *, finish: str = "stop", tokens: tuple[int, int] | None = (4000, 500)) -> Response:
    """A chat completion with this content."""
    usage = dict(zip(("prompt_tokens", "completion_tokens"), tokens, strict=True)) if tokens else None
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
    body = {"id": "c1", "object": "chat.completion", "created": 1, "model": MODEL, "choices": [choice], "usage": usage}
    return Response(body)


def says(claims: Sequence[Any], entities: Sequence[Any] = ()) -> Response:
    """A chat completion that gives these claims and entities."""
    return chat(json.dumps({"entities": list(entities), "claims": list(claims)}, ensure_ascii=False))


def failure(status: int, message: str, code: str | None = None, **headers: str) -> Response:
    """An error as OpenAI's protocol has it."""
    return Response({"error": {"message": message, "type": "error", "param": None, "code": code}}, status, headers)


@dataclass
class ModelServer:
    """A running server: its address, what it was asked, and the most requests that it had at once."""

    url: str = ""
    script: Script = field(default=lambda request: says([]))
    requests: list[Request] = field(default_factory=list)
    most_at_once: int = 0
    _now: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, request: Request) -> Response:
        with self._lock:
            self.requests.append(request)
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        response = self.script(request)
        time.sleep(response.delay)
        with self._lock:
            self._now -= 1
        return response

    def play(self, *responses: Response) -> None:
        """Answer with these one after the other, and then with the last again and again."""
        left = list(responses)
        self.script = lambda request: left.pop(0) if len(left) > 1 else left[0]


def _handler(server: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            body = json.loads(self.rfile.read(length))
            headers = {name.lower(): value for name, value in self.headers.items()}
            response = server.answer(Request(self.path, headers, body))
            content = response.body if isinstance(response.body, bytes) else json.dumps(response.body).encode()
            self.send_response(response.status)
            given = {"content-type": "application/json", "content-length": str(len(content))}
            for name, value in (given | dict(response.headers)).items():
                self.send_header(name, value)
            self.end_headers()
            self._send(content, response.trickle)
            self.close_connection = self.close_connection or "content-length" in response.headers

        def _send(self, content: bytes, pause: float) -> None:
            step = max(1, len(content) // 20) if pause else len(content) or 1
            for start in range(0, len(content), step):
                self.wfile.write(content[start : start + step])
                self.wfile.flush()
                time.sleep(pause)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing."""

        def handle(self) -> None:
            with suppress(BrokenPipeError, ConnectionResetError):  # the client gave up, as it should
                super().handle()

    return Handler


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """A server on a free port of this machine, gone afterwards."""
    server = ModelServer()
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
