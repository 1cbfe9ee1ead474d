"""A model server that speaks the OpenAI protocol: one conversation in, one answer out, with patience and limits."""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from slategraph.errors import BadInput, ModelFailed
from slategraph.extraction.llm.configuration import Settings
from slategraph.extraction.llm.costs import Ledger
from slategraph.extraction.llm.problems import Problem, at, of_status, parsed, said_by, seconds, sentence
from slategraph.extraction.llm.threads import within

#: Seconds before the second try; doubled for each further one.
BACK_OFF = 2.0
_LONGEST_WAIT = 120.0
_LONGEST_CONNECT = 20.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered, and whether it came to the end of it."""

    text: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an answer's form is asked for: servers differ in what they know."""

    form: Mapping[str, Any] | None
    temperature: float | None = 0.0

    @property
    def request(self) -> dict[str, Any]:
        """The part of a request that says so."""
        form = {"response_format": self.form} if self.form else {}
        return form if self.temperature is None else form | {"temperature": self.temperature}


@dataclass
class Server:
    """A model server; `schema` is the JSON schema of its answers, `ledger` what they took."""

    settings: Settings
    schema: Mapping[str, Any]
    ledger: Ledger = field(default_factory=Ledger)

    def __post_init__(self) -> None:
        self._openai = _library()
        self._client = self._connected()
        self._client.organization = self._client.project = None  # which the client takes from the environment
        self._create = self._client.chat.completions.with_raw_response.create  # loads much, and before the clock runs

    def _connected(self) -> Any:
        wait = self._openai.Timeout(self.settings.timeout, connect=min(self.settings.timeout, _LONGEST_CONNECT))
        try:
            return self._openai.OpenAI(
                base_url=self.settings.url,
                api_key=self.settings.key or "none",  # a local server wants none, the client some
                max_retries=0,
                timeout=wait,
                http_client=self._openai.DefaultHttpxClient(
                    follow_redirects=False
                ),  # a text goes where it was meant to
            )
        except (ImportError, OSError, ValueError):  # without its words, which may hold a proxy's password
            raise BadInput(
                "The openai client can't work with the proxy or certificates that the environment names: look at "
                "ALL_PROXY, HTTP_PROXY, HTTPS_PROXY and SSL_CERT_FILE."
            ) from None

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def ask(self, conversation: Sequence[Mapping[str, str]]) -> Reply | Problem:
        """The model's answer to a conversation, in the strictest form that the server knows.

        A problem is given back where it is that the conversation is too long; any other raises `ModelFailed`.
        """
        dialect = _KNOWN.get(self._name, self._dialects()[0])
        while True:
            outcome = self._patiently(conversation, dialect)
            if isinstance(outcome, Reply):
                _KNOWN[self._name] = dialect
                return outcome
            if outcome.too_long:
                return outcome
            plainer = self._plainer(dialect, outcome)
            if plainer is None:
                raise ModelFailed(sentence(outcome, self.settings))
            dialect = plainer

    def _dialects(self) -> list[Dialect]:
        named = {"name": "claims", "strict": True, "schema": self.schema}
        return [
            Dialect({"type": "json_schema", "json_schema": named}),
            Dialect({"type": "json_object", "schema": self.schema}),  # llama-cpp-python's own way
            Dialect({"type": "json_object"}),
            Dialect(None),
        ]

    @property
    def _name(self) -> tuple[str, str]:
        return self.settings.url, self.settings.model

    def _plainer(self, tried: Dialect, problem: Problem) -> Dialect | None:
        """A plainer way to ask after this one was refused, or None."""
        if problem.kind != "refused" or problem.status < 400 or problem.status in (401, 403, 404, 429):
            return None
        if tried.temperature is not None and "temperature" in problem.said.lower():
            return Dialect(tried.form, None)
        forms = [dialect.form for dialect in self._dialects()]
        plainer = forms[forms.index(tried.form) + 1 :]
        return Dialect(plainer[0], tried.temperature) if plainer else None

    def _patiently(self, conversation: Sequence[Mapping[str, str]], dialect: Dialect) -> Reply | Problem:
        """Ask, and ask again after a while where the server is busy."""
        for attempt in range(self.settings.retries + 1):
            outcome = self._once(conversation, dialect)
            if isinstance(outcome, Reply) or not _worthwhile(outcome, attempt):
                break
            if attempt < self.settings.retries:
                time.sleep(_pause(outcome, attempt))
        return outcome if isinstance(outcome, Reply) else replace(outcome, asked=attempt + 1)

    def _once(self, conversation: Sequence[Mapping[str, str]], dialect: Dialect) -> Reply | Problem:
        try:  # the client's own limit holds for each silence, not for an answer that trickles in
            content = within(self.settings.timeout, lambda: self._content(conversation, dialect))
        except TimeoutError:
            return Problem("late")
        except self._openai.OpenAIError as error:
            return self._problem(error)
        return self._reply(content)

    def _content(self, conversation: Sequence[Mapping[str, str]], dialect: Dialect) -> bytes:
        response = self._create(model=self.settings.model, messages=list(conversation), **dialect.request)
        return bytes(response.http_response.content)

    def _problem(self, error: Exception) -> Problem:
        cause = type(error.__cause__).__name__
        if isinstance(error, self._openai.APITimeoutError) and cause != "ConnectTimeout":
            return Problem("late")
        if isinstance(error, self._openai.APIStatusError):
            wait = seconds(error.response.headers.get("retry-after"))
            return of_status(error.status_code, said_by(error.body, self.settings), wait)
        return Problem("broken off" if cause in _BROKEN_OFF else "unreachable")

    def _reply(self, content: bytes) -> Reply | Problem:
        body = parsed(content)
        if not at(body, "choices") and at(body, "error"):
            code = at(body, "error", "code")
            return of_status(code if isinstance(code, int) else 500, said_by(at(body, "error"), self.settings))
        if not isinstance(at(body, "choices", 0, "message"), Mapping):
            return Problem("no chat")
        self.ledger.paid(_count(body, "prompt_tokens"), _count(body, "completion_tokens"))
        text = at(body, "choices", 0, "message", "content")
        finish, refusal = at(body, "choices", 0, "finish_reason"), at(body, "choices", 0, "message", "refusal")
        if not text and (refusal or finish == "content_filter"):
            return Problem("withheld", said=said_by(refusal or "content filter", self.settings))
        return Reply(text if isinstance(text, str) else "", finish != "length")


# What the HTTP client calls it when a server that was reached closes the connection.
_BROKEN_OFF = ("ReadError", "WriteError", "RemoteProtocolError")

# Which form of asking each server and model was last seen to know.
_KNOWN: dict[tuple[str, str], Dialect] = {}


def _library() -> Any:
    try:
        import openai
    except ImportError:
        raise BadInput("The extractor llm needs the openai client: pip install 'slategraph[llm]'.") from None
    return openai


def _worthwhile(problem: Problem, attempt: int) -> bool:
    """Whether to ask again: a server that can't be reached once more, one that asks to wait long not at all."""
    if problem.kind in ("unreachable", "broken off"):
        return attempt == 0
    return problem.kind == "busy" and (problem.wait or 0) <= _LONGEST_WAIT


def _pause(problem: Problem, attempt: int) -> float:
    """Seconds before the next try: what the server asks for, else twice as long each time, a little at random."""
    return problem.wait if problem.wait is not None else min(BACK_OFF * 2**attempt, 60) * random.uniform(0.75, 1)


def _count(body: Any, name: str) -> int | None:
    count = at(body, "usage", name)
    return count if isinstance(count, int) and count >= 0 else None
