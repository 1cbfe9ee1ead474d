"""Answers of a model: from one piece of an article to what the model says of it, asked for once and kept."""

import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any

from slategraph.errors import ModelFailed, Unreadable
from slategraph.extraction.llm import cache
from slategraph.extraction.llm.pieces import Piece, cut, halves
from slategraph.extraction.llm.problems import Problem
from slategraph.extraction.llm.prompt import VERSION, Message, messages, schema
from slategraph.extraction.llm.server import Server
from slategraph.extraction.llm.threads import at_once
from slategraph.model.identifiers import digest
from slategraph.model.sources import Article

_LOG = logging.getLogger(__name__)
_AGAIN = (
    "An earlier answer was not the JSON object that is asked for: give one JSON object with entities and claims only."
)
_MOST_STARTS = 200
_THOUGHT = re.compile(r"^(?!\s*\{).*</think(?:ing)?>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model says of a piece: entities and claims, not looked through yet."""

    piece: Piece
    entities: tuple[Any, ...]
    claims: tuple[Any, ...]


def answers(article: Article, server: Server) -> list[Answer]:
    """The model's answers on all pieces of an article, several asked for at once.

    Raises `ModelFailed`; what was answered until then is kept in the cache.
    """

    def on(piece: Piece) -> list[Answer]:
        return list(_on_piece(article, piece, server))

    calls = [partial(on, piece) for piece in cut(article.text, server.settings.words)]
    return list(chain.from_iterable(at_once(calls, server.settings.parallel)))


def _on_piece(article: Article, piece: Piece, server: Server) -> Iterator[Answer]:
    """The answer on one piece, or on its halves where the answer to the whole does not fit."""
    conversation = messages(article, piece)
    key = _key(conversation, server.settings.model)
    found = _lists(cache.get(key) or {})
    if found:
        server.ledger.saved()
        yield Answer(piece, *found)
        return
    found = _asked(conversation, server)
    if found:
        _keep(key, server.settings.model, found)
        yield Answer(piece, *found)
        return
    smaller = halves(article.text, piece)
    if not smaller:
        raise ModelFailed(
            f"{server.settings.where} has too little room for the rules, a short text and its answer: give the model "
            "a context of 8,000 tokens or more."
        )
    for half in smaller:
        yield from _on_piece(article, half, server)


Lists = tuple[tuple[Any, ...], tuple[Any, ...]]


def _asked(conversation: list[Message], server: Server) -> Lists | None:
    """What the model answers; None where question or answer are too long for it."""
    *front, last = conversation
    once_more = last | {"content": f"{last['content']}\n\n{_AGAIN}"}  # some servers refuse two questions in a row
    for question in (conversation, [*front, once_more]):
        reply = server.ask(question)
        if isinstance(reply, Problem) or not reply.whole:
            return None
        found = _read(reply.text)
        if found:
            return found
    raise ModelFailed(
        f"{server.settings.where} answered twice with something other than the JSON that was asked for: "
        f"{server.settings.model} may be too small a model for this."
    )


def _key(conversation: list[Message], model: str) -> str:
    return digest([VERSION, model, json.dumps(conversation), json.dumps(schema())])


def _keep(key: str, model: str, found: Lists) -> None:
    """Put an answer into the cache; where that can't be written the reading goes on without."""
    try:
        cache.put(key, {"version": VERSION, "model": model, "entities": found[0], "claims": found[1]})
    except Unreadable as error:
        _LOG.warning("Answers are not kept: %s", error)


def _read(text: str) -> Lists | None:
    """The lists of the JSON object in a model's words, which may stand in a code block or behind its thoughts."""
    spoken = _THOUGHT.sub("", text)
    starts = (m.start() for m in islice(re.finditer(r"\{", spoken), _MOST_STARTS))
    objects = (_object_at(spoken, start) for start in starts)
    return next(filter(None, (_lists(found) for found in objects if isinstance(found, Mapping))), None)


def _object_at(text: str, start: int) -> Any:
    try:
        return json.JSONDecoder().raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _lists(found: Mapping[str, Any]) -> Lists | None:
    claims, entities = found.get("claims"), found.get("entities", [])
    if not isinstance(claims, list) or not isinstance(entities, list):
        return None
    return tuple(entities), tuple(claims)
