"""What can come between a question and its answer, and how it is said."""

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import mktime_tz, parsedate_tz
from typing import Any, Literal

from slategraph.extraction.llm.configuration import Settings

_TOO_LONG = re.compile(
    r"context[ _-]?(length|size|window)|maximum context|too many tokens|prompt is too long|maximum model length"
    r"|max_model_len|maximum number of (input )?tokens|max_new_tokens",
    re.IGNORECASE,
)
_FORM = re.compile(r"response_format|json_schema|json_object|schema|grammar", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer: the kind, the HTTP status (0 where there was none), and the server's own words."""

    kind: Literal["refused", "busy", "late", "unreachable", "broken off", "no chat", "withheld"]
    status: int = 0
    said: str = ""
    wait: float | None = None
    asked: int = 1

    @property
    def too_long(self) -> bool:
        """Whether the conversation does not fit into the model's context."""
        return self.kind == "refused" and (self.status == 413 or bool(_TOO_LONG.search(self.said)))


def of_status(status: int, said: str, wait: float | None = None) -> Problem:
    """The problem behind an HTTP status: a busy server may be asked again, one that refuses may not."""
    used_up = status == 429 and wait is None and "quota" in said.lower()
    in_vain = status >= 500 and bool(_FORM.search(said) or _TOO_LONG.search(said))
    busy = (status in (408, 409, 429) or status >= 500) and not used_up and not in_vain
    return Problem("busy" if busy else "refused", status, said, wait)


def seconds(header: str | None) -> float | None:
    """A waiting time as a server names it, in seconds or as the time when to come back; none where it is no time."""
    if header and re.fullmatch(r"\d+(\.\d+)?", header):
        return float(header) or None
    when = parsedate_tz(header or "")
    return max(0.0, mktime_tz(when) - time.time()) or None if when else None


def parsed(content: bytes | str) -> Any:
    """A JSON value, or None where the content is none."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def at(value: Any, *path: str | int) -> Any:
    """The part of a JSON value at a path, or None."""
    for step in path:
        if isinstance(value, Mapping) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def said_by(body: Any, settings: Settings) -> str:
    """A server's own words for what is wrong, on one line, short, and without the key."""
    message = at(body, "message") or at(body, "error", "message") or at(body, "detail") or body
    text = message if isinstance(message, str) else json.dumps(message, default=str) if message else ""
    code = at(body, "code")
    full = " ".join(f"{text} ({code})".split() if isinstance(code, str) else text.split())
    hidden = full.replace(settings.key, "…") if settings.key else full
    return re.sub(r"\b(sk|key)-[\w*.-]+", "…", hidden)[:300]


def sentence(problem: Problem, settings: Settings) -> str:
    """What went wrong, as one sentence that a user can act on."""
    where, said = settings.where, f": {problem.said.rstrip('.')}" if problem.said else ""
    if problem.kind == "late":
        return (
            f"{where} gave no answer within {settings.timeout:g} seconds: set SLATEGRAPH_LLM_TIMEOUT higher or "
            "SLATEGRAPH_LLM_WORDS lower."
        )
    if problem.kind == "unreachable":
        return f"{where} can't be reached: look whether it runs, and whether SLATEGRAPH_LLM_URL is right."
    if problem.kind == "broken off":
        return f"{where} broke off before it had answered: look whether it still runs, and try again."
    if problem.kind == "withheld":
        return f"{where} answers, but {settings.model} would not read this text{said}."
    if problem.kind == "no chat":
        return f"{where} answers, but not as a chat model does: SLATEGRAPH_LLM_URL often has to end in /v1."
    if 300 <= problem.status < 400:
        return f"{where} sends requests to another address ({problem.status}): set SLATEGRAPH_LLM_URL to that one."
    if problem.status in (401, 403):
        lacking = "refused the key" if settings.key else "wants a key"
        return f"{where} {lacking} ({problem.status}): set SLATEGRAPH_LLM_KEY to one that {settings.model} takes."
    if problem.status == 404:
        return f"{where} knows no model {settings.model!r}, or no such path: set SLATEGRAPH_LLM_MODEL or _URL anew."
    if problem.status == 429:
        return f"{where} takes no more requests for now (429){said}; try again later, or lower SLATEGRAPH_LLM_PARALLEL."
    if problem.kind == "busy":
        times = "once" if problem.asked == 1 else f"{problem.asked} times"
        return f"{where} failed ({problem.status}), asked {times}{said}; try again later."
    return f"{where} refused the request ({problem.status}){said}."
