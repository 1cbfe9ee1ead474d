"""Where a query is evaluated: at once if it is known to be quick, else in a fork that can be stopped."""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from slategraph.errors import BadQuery
from slategraph.model.vocabulary import PREFIXES
from slategraph.query import tokens
from slategraph.query.answers import Answer, Row, packed, unpacked
from slategraph.query.worker import Limits, stoppable
from slategraph.rdf import quads
from slategraph.store.store import Store, open_store

#: Up to this many quads the shipped queries take a fraction of a second, so they are evaluated where they are asked.
SMALL = 100_000
_CHUNK = 500  # rows that a fork sends at once
_PREFIXES = dict(PREFIXES)
_IS_LARGE = f"ASK {{ {{ SELECT ?s {{ GRAPH ?g {{ ?s ?p ?o }} }} OFFSET {SMALL} LIMIT 1 }} }}"
_SERVICE = re.compile("(servic)e", re.I)
#: What the head of a saved query says whose cost grows with the paths in the graph rather than with its size.
_EXPLORES = re.compile("^# explores$", re.M)
_REFUSED = (
    "The query asks another server (SERVICE), which is refused: "
    "allow it with --allow-service, in Python with allow_service=True."
)


def answer(store: Store, text: str, limits: Limits, *, allow_service: bool, shipped: bool) -> Answer:
    """The answer to a SPARQL text; `shipped` says that it is one of the saved queries.

    Raises `SyntaxError` for a text that is not a query, `BadQuery` for SERVICE unless that is allowed, and what
    `stoppable` raises.
    """
    store.quads  # noqa: B018  # raises if the store is closed, also where the query would open its folder anew
    if (
        shipped
        and not _EXPLORES.search(text)
        and not _SERVICE.search(text)
        and not _place(store)
        and not _is_large(store)
    ):
        begun = time.monotonic()
        found = _put_together(_parts(store, text, tuple), limits, tuple)
        if time.monotonic() - begun > limits.timeout:
            raise limits.too_slow()
        return found

    def work() -> Iterator[Any]:
        if not allow_service:
            _refuse_service(text)
        own = _own(store)
        try:
            yield from _parts(own, text, _packed)
        finally:
            if own is not store:
                own.close()

    lock = None if _place(store) else store.unchanged()
    return _put_together(stoppable(work, limits, lock), limits, _unpacked)


def _ask(store: Store, text: str) -> quads.Answer:
    return store.quads.query(text)


def _place(store: Store) -> str | None:
    """What a fork has to open anew, because neither RocksDB nor a connection can be used from two processes."""
    is_snapshot = store.read_only and isinstance(store.path, Path)
    return str(store.path) if store.path and not is_snapshot else None


def _own(store: Store) -> Store:
    """The store as a fork reads it: its copy of the memory, or the folder as it is at this moment."""
    place = _place(store)
    return open_store(place, read_only=True) if place else store


def _parts(store: Store, text: str, pack: Callable[[Iterable[Any]], Any]) -> Iterator[Any]:
    """An answer in parts: what it is and its columns, then its rows, some at a time."""
    found = _ask(store, text)
    if isinstance(found, quads.QueryBoolean):
        yield bool(found), ()
        return
    if isinstance(found, quads.QueryTriples):
        yield "triples", ("subject", "predicate", "object")
        rows: Iterator[Any] = ((t.subject, t.predicate, t.object) for t in found)
    else:
        yield "rows", tuple(variable.value for variable in found.variables)
        rows = found
    while some := [pack(row) for row in islice(rows, _CHUNK)]:
        yield some


def _packed(row: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(map(packed, row))


def _unpacked(row: Iterable[Any]) -> Row:
    return tuple(map(unpacked, row))


def _put_together(parts: Iterable[Any], limits: Limits, unpack: Callable[[Iterable[Any]], Row]) -> Answer:
    arriving = iter(parts)
    kind, columns = next(arriving)
    rows: list[Row] = []
    for some in arriving:
        rows += map(unpack, some)
        if len(rows) > limits.max_rows:
            raise limits.too_many()
    return Answer(columns, tuple(rows), kind == "triples", kind if isinstance(kind, bool) else None)


def _refuse_service(text: str) -> None:
    """Raise `BadQuery` if a text asks another server; `SyntaxError` if it is not a query.

    Oxigraph's own parser decides: with another word in the place of SERVICE a text is still a query, unless SERVICE is
    a keyword there. No tokens that are guessed here can disagree with what will be evaluated.
    """
    other = _SERVICE.sub(r"\1x", text)
    if other == text:
        return
    with open_store() as empty:
        try:
            _ask(empty, other)
        except SyntaxError:
            if any(word.kind == "bare" and _SERVICE.fullmatch(word.text) for word in tokens.words(text)):
                raise BadQuery(_REFUSED) from None
            raise


_sizes: WeakKeyDictionary[Store, tuple[bool, float]] = WeakKeyDictionary()


def _is_large(store: Store) -> bool:
    """Whether a store holds more than `SMALL` quads, as of a moment ago: looking takes at most 1 % of the time."""
    large, until = _sizes.get(store, (False, 0.0))
    now = time.monotonic()
    if now >= until:
        large = bool(_ask(store, _IS_LARGE))
        _sizes[store] = large, now + 100 * (time.monotonic() - now)
    return large
