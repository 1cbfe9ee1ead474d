"""Which language model reads, where it is and what it may take: all of it from the environment.

The key is never shown: not in an error, not in a log, not where the settings are printed.
"""

import math
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from slategraph.errors import BadInput

_DAY = 86_400
_HELP = "docs/llm.md shows how for Ollama, vLLM, llama.cpp and hosted models"
_ADDRESS = re.compile(r"https?://(\[[0-9a-fA-F:.]+\]|[^\s/?#@:\[\]]+)(:(?P<port>\d{1,5}))?(/[^\s?#]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Settings:
    """A model at an address, and the limits under which it is asked.

    `timeout` is in seconds and for one request, `words` the length of a piece of a long article, `prices` what a
    million tokens cost in and out, in dollars, where known.
    """

    url: str
    model: str
    key: str = field(repr=False)
    timeout: float = 300.0
    retries: int = 4
    parallel: int = 4
    words: int = 1000
    confidence: float = 0.75
    prices: tuple[float, float] | None = None

    @property
    def where(self) -> str:
        """The server, as a message names it."""
        parts = urlsplit(self.url)
        return f"The model server {parts.netloc}"


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings that the environment variables give; raises `BadInput` that names the one that is wrong."""
    given = {name: text.strip() for name, text in (os.environ if environment is None else environment).items()}
    own = given.get("SLATEGRAPH_LLM_URL")
    # A key goes to the address that it was set with, and to no other.
    key = given.get("SLATEGRAPH_LLM_KEY") or ("" if own else given.get("OPENAI_API_KEY", ""))
    return Settings(
        url=_address(own or given.get("OPENAI_BASE_URL", ""), "SLATEGRAPH_LLM_URL" if own else "OPENAI_BASE_URL"),
        model=_model(given.get("SLATEGRAPH_LLM_MODEL") or given.get("OPENAI_MODEL", "")),
        key=_key(key),
        timeout=_number(
            given, "SLATEGRAPH_LLM_TIMEOUT", 300.0, lambda n: 0 < n <= _DAY, "a number of seconds up to a day"
        ),
        retries=int(_number(given, "SLATEGRAPH_LLM_RETRIES", 4, _whole(0, 20), "a whole number from 0 to 20")),
        parallel=int(_number(given, "SLATEGRAPH_LLM_PARALLEL", 4, _whole(1, 64), "a whole number from 1 to 64")),
        words=int(
            _number(given, "SLATEGRAPH_LLM_WORDS", 1000, _whole(50, 100_000), "a whole number from 50 to 100000")
        ),
        confidence=_number(given, "SLATEGRAPH_LLM_CONFIDENCE", 0.75, lambda n: 0 < n < 1, "between 0 and 1"),
        prices=_prices(given.get("SLATEGRAPH_LLM_PRICES", "")),
    )


def _address(text: str, name: str) -> str:
    if not text:
        raise BadInput(f"The extractor llm needs the address of a model: set SLATEGRAPH_LLM_URL ({_HELP}).")
    found = _ADDRESS.fullmatch(text)
    if not found or int(found["port"] or 0) > 65_535:
        raise BadInput(
            f"{name} is not the address of a model server: write it as http://localhost:11434/v1, and a key "
            "into SLATEGRAPH_LLM_KEY."
        )
    return text.rstrip("/")


def _model(text: str) -> str:
    if not text:
        raise BadInput(f"The extractor llm needs the name of a model: set SLATEGRAPH_LLM_MODEL ({_HELP}).")
    return text


def _key(text: str) -> str:
    if not re.fullmatch(r"[!-~]*", text):
        raise BadInput("The model's key holds characters that no key has: set SLATEGRAPH_LLM_KEY anew.")
    return text


def _whole(low: int, high: int) -> Callable[[float], bool]:
    return lambda n: n.is_integer() and low <= n <= high


def _number(given: Mapping[str, str], name: str, default: float, fits: Callable[[float], bool], what: str) -> float:
    text = given.get(name, "")
    if not text:
        return default
    number = float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else math.nan
    if math.isnan(number) or not fits(number):
        raise BadInput(f"{name} has to be {what}, not {text!r}.")
    return number


def _prices(text: str) -> tuple[float, float] | None:
    if not text:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?)[\s,;/]+(\d+(?:\.\d+)?)", text)
    if not found:
        raise BadInput(
            f"SLATEGRAPH_LLM_PRICES has to be two numbers, dollars for a million tokens in and out, not {text!r}."
        )
    return float(found[1]), float(found[2])
