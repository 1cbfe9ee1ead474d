"""A SPARQL endpoint as the place where quads are kept: any server of SPARQL 1.1 queries and updates.

Each match is one query, each small change one update. The store's revision stands in a graph of its own beside the
quads, and each change replaces it, so that a reader can tell whether all that it was answered belongs together, and a
writer whether anybody else wrote meanwhile. A change too large for one update is written down in that graph first
(`slategraph.store.redo`): from then on it counts as done, for every reader, and whoever writes next finishes it.
"""

import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

import pyoxigraph as ox

from slategraph.errors import StoreInUse, Unreadable
from slategraph.model.vocabulary import PREFIXES, SG
from slategraph.rdf.quads import Answer, DefaultGraph, Delta, Literal, NamedNode, Pattern, Quad, Term
from slategraph.store.http import Client, Refused, service
from slategraph.store.patterns import selections
from slategraph.store.redo import Redo
from slategraph.store.responses import ROWS, TRIPLES, Cut, asks_for_triples, rows, triples, with_prefixes, with_values
from slategraph.store.updates import check_ground, listed, update

_T = TypeVar("_T")
#: The graph of the endpoint's own quads, which no caller of `match` sees.
BOOK = NamedNode(f"{PREFIXES['graph']}revision")
#: Seconds that a writer waits for another's change to come to its end, before finishing it.
PATIENCE = 10.0
_REVISION = NamedNode(f"{SG}revision")
_UNDER_WAY = NamedNode(f"{SG}underWay")
_OWN = f"{{ GRAPH {BOOK} {{ {BOOK} ?p ?o }} BIND ({BOOK} AS ?s) BIND ({BOOK} AS ?g) }}"
_PATTERNS = 2_000  # in one query
_TRIES = 6  # to read while others write
_PAUSE = 0.1  # seconds before reading again; doubled each time


@dataclass(frozen=True, slots=True)
class State:
    """Where a store stands: its revision (None: nothing was written yet), and the change that is under way."""

    revision: str | None = None
    under_way: Redo | None = None

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Self:
        """The state that the endpoint's own quads show."""
        values = {q.predicate: q.object.value for q in quads if isinstance(q.object, Literal)}
        text = values.get(_UNDER_WAY)
        return cls(values.get(_REVISION), Redo.read(text) if text else None)

    @property
    def seen(self) -> str | None:
        """The revision that readers see: a change under way counts as done."""
        return self.under_way.revision if self.under_way else self.revision


class _Moved(Exception):
    """The store was changed while it was read."""


class Endpoint:
    """The quads of a SPARQL endpoint, with the operations of `slategraph.rdf.quads.Quads`.

    `address` is that of the server, or of its query service; passwords and whatever else a server needs are read from
    the environment. A change that somebody else left half done is finished, unless `read_only` says not to. Raises
    `Unreadable` where nothing answers there, what answers is not a SPARQL endpoint, or the password is refused, and
    `BadInput` for an address or a setting that can't be used.
    """

    def __init__(self, address: str, *, read_only: bool = False) -> None:
        self._client = Client(service(address))
        self.address = self._client.service.address
        self._begun: set[str] = set()
        self._seen = threading.local()
        try:
            self._known = self._state()
            if not read_only:
                self._finish_earlier()
        except BaseException:
            self.close()
            raise

    def __repr__(self) -> str:
        return f"Endpoint({self.address!r})"

    @property
    def _known(self) -> State:
        """The state as this thread last saw it."""
        if not hasattr(self._seen, "state"):
            self._seen.state = self._state()
        state: State = self._seen.state
        return state

    @_known.setter
    def _known(self, state: State) -> None:
        self._seen.state = state

    @property
    def revision(self) -> str | None:
        """The revision of the store as it was last read in this thread; each change makes it another."""
        return self._known.seen

    def match(self, patterns: Iterable[Pattern]) -> Iterable[Quad]:
        """The quads that fit any of the patterns, each once, as they were at one moment."""
        asked = list(dict.fromkeys(patterns))
        return self._steadily(lambda: self._matched(asked)) if asked else ()

    def named_graphs(self) -> list[NamedNode]:
        """The graphs that hold anything, apart from the default graph, by their addresses."""
        found = self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        assert isinstance(found, ox.QuerySolutions)
        graphs = {row[0] for row in found} - {BOOK}
        return sorted((graph for graph in graphs if isinstance(graph, NamedNode)), key=lambda graph: graph.value)

    def query(self, text: str, *, values: Mapping[str, Term] | None = None) -> Answer:
        """The answer to a SPARQL query, with terms in place of some of its variables.

        Raises `SyntaxError` or `ValueError` for a wrong query, as Oxigraph does, and `Unreadable` where the server
        can't answer it or a change to the store does not come to its end.
        """
        if "service" not in text.lower():  # so that mistakes have the words of a store on disk
            ox.Store().query(text, prefixes=dict(PREFIXES))
        full = with_values(text, values or {})
        return self._steadily(lambda: self._asked(full))

    def apply(self, delta: Delta) -> None:
        """Carry out a change, if nothing else was written since the last `match`.

        Raises `StoreInUse` if something was; then nothing is changed. Raises `Unreadable` where the connection breaks:
        then the change is done, or not done, or half done, and finished as soon as the server is reached again.
        """
        delta = Delta(delta.removed - delta.added, delta.added, delta.dropped)
        if not (delta.removed or delta.added or delta.dropped):
            return
        check_ground(delta.added | delta.removed)
        self._finish_earlier()
        change, since = Redo(uuid.uuid4().hex, delta), self._known.revision
        self._begun.add(change.revision)
        is_large = bool(delta.dropped) or len(delta.removed) + len(delta.added) > self._client.service.batch
        if is_large:
            self._update((), [_own(_UNDER_WAY, change.text())], _unmoved(since))
        else:
            was = [_own(_REVISION, since)] if since else []
            now = _own(_REVISION, change.revision)
            self._update([*delta.removed, *was], [*delta.added, now], _unmoved(since))
        self._check(change)
        if is_large:
            self._finish(change)

    def __len__(self) -> int:
        """How many quads there are."""
        counted = self.query("SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }")
        assert isinstance(counted, ox.QuerySolutions)
        return int(next(counted)[0].value) - (self._known.revision is not None)

    def close(self) -> None:
        """Close the connections; closing them twice does nothing."""
        self._client.close()

    # Reading.

    def _steadily(self, read: Callable[[], tuple[_T, State]]) -> _T:
        """What is read at one moment: read again where the store changed meanwhile."""
        for again in range(_TRIES):
            try:
                answer, self._known = read()
                self._finish_own()
                return answer
            except _Moved:
                self._finish_own()
                time.sleep(_PAUSE * 2**again)
        raise Unreadable(
            f"{self.address} is being written to: try again in a moment; a write that was cut off is finished by "
            "`slategraph add`."
        )

    def _matched(self, patterns: Sequence[Pattern]) -> tuple[Iterable[Quad], State]:
        states, found = [], set[Quad]()
        for groups in selections(patterns, _PATTERNS):
            quads = set(self._quads(f"{groups} UNION {_OWN}"))
            own = {q for q in quads if q.graph_name == BOOK}
            states.append(State.of(own))
            found |= quads - own
        if len({state.seen for state in states}) > 1:
            raise _Moved
        change = states[0].under_way
        if change:
            found = {q for q in change.over(found) if any(_fits(q, pattern) for pattern in patterns)}
        return found, states[0]

    def _asked(self, text: str) -> tuple[Answer, State]:
        """The answer of the server, if the store is before and after it as it was last seen."""
        answer, state = self._answer(text), self._state()
        if state.under_way or state != self._known:
            self._known = state
            raise _Moved
        return answer, state

    def _state(self) -> State:
        found = list(self._quads(f"{_OWN} UNION {{ {BOOK} ?p ?o BIND ({BOOK} AS ?s) }}"))
        if any(isinstance(q.graph_name, DefaultGraph) for q in found):
            raise Unreadable(
                f"{self.address} has no default graph of its own, but answers from all graphs at once: set the server "
                "to keep them apart."
            )
        return State.of(found)

    def _quads(self, groups: str) -> Iterator[Quad]:
        """The quads that a SELECT of groups binds."""
        answer = self._answer(f"SELECT ?s ?p ?o ?g {{ {groups} }}")
        assert isinstance(answer, ox.QuerySolutions)
        for row in answer:
            yield Quad(row["s"], row["p"], row["o"], row["g"] or DefaultGraph())

    def _answer(self, text: str) -> Answer:
        sent = with_prefixes(text)
        try:
            if asks_for_triples(text):
                return triples(self._client.query(sent, TRIPLES))
            return rows(self._client.query(sent, ROWS))
        except Refused as refusal:
            raise ValueError(f"{self.address} refuses it: {refusal.said}") from None
        except Cut as cut:
            raise Unreadable(
                f"{self.address} broke off its answer: ask for less, or give the server more time."
            ) from cut

    # Writing.

    def _update(self, removed: Iterable[Quad], added: Iterable[Quad], where: str) -> None:
        self._sent(update(removed, added, where))

    def _sent(self, text: str) -> None:
        try:
            self._client.update(text)
        except Refused as refusal:
            raise Unreadable(
                f"{self.address} refuses a change: {refusal.said or 'it does not say why'}; where it is too large, set "
                "SLATEGRAPH_ENDPOINT_BATCH to a smaller number of quads."
            ) from None

    def _check(self, change: Redo) -> None:
        """Whether a change came through."""
        state = self._state()
        if change.revision != state.seen:
            raise StoreInUse(
                f"{self.address} was changed by somebody else meanwhile, so nothing was written: run it again."
            )
        self._known = state

    def _finish_own(self) -> None:
        """Finish a change that was begun here, and in which the connection broke."""
        if self._known.under_way and self._known.under_way.revision in self._begun:
            self._finish(self._known.under_way)

    def _finish_earlier(self) -> None:
        """Have a change that is under way come to its end: whoever began it may be at work, or may be gone."""
        change = self._known.under_way
        if change is None:
            return
        until = time.monotonic() + (0 if change.revision in self._begun else PATIENCE)
        while self._state().under_way == change:
            if time.monotonic() >= until:
                self._finish(change)
            else:
                time.sleep(_PAUSE)
        self._known = State(change.revision)

    def _finish(self, change: Redo) -> None:
        """Carry out what is written down; each step does nothing once somebody else has finished it."""
        where = f'GRAPH {BOOK} {{ {BOOK} {_UNDER_WAY} ?text }} FILTER (STRSTARTS(?text, "{change.revision}|"))'
        for graph in sorted(change.delta.dropped, key=str):
            self._sent(f"DELETE {{ GRAPH {graph} {{ ?s ?p ?o }} }} WHERE {{ {where} GRAPH {graph} {{ ?s ?p ?o }} }}")
        for some in _batches(change.delta.removed, self._client.service.batch):
            self._update(some, (), where)
        for some in _batches(change.delta.added, self._client.service.batch):
            self._update((), some, where)
        own, done = f"GRAPH {BOOK} {{ ?s ?p ?o }}", listed([_own(_REVISION, change.revision)])
        self._sent(f"DELETE {{ {own} }} INSERT {{ {done} }} WHERE {{ {where} {own} }}")
        self._known = State(change.revision)


def _own(predicate: NamedNode, text: str) -> Quad:
    """One of the endpoint's own quads."""
    return Quad(BOOK, predicate, Literal(text), BOOK)


def _unmoved(since: str | None) -> str:
    """The condition that nothing was written since a revision, and nothing is under way."""
    if since is None:
        return f"FILTER NOT EXISTS {{ GRAPH {BOOK} {{ {BOOK} ?p ?o }} }}"
    under_way = f"FILTER NOT EXISTS {{ GRAPH {BOOK} {{ {BOOK} {_UNDER_WAY} ?o }} }}"
    return f"{listed([_own(_REVISION, since)])} {under_way}"


def _batches(quads: Iterable[Quad], size: int) -> Iterator[Sequence[Quad]]:
    listed = sorted(quads, key=str)
    return (listed[start : start + size] for start in range(0, len(listed), size))


def _fits(quad: Quad, pattern: Pattern) -> bool:
    return all(want is None or want == has for want, has in zip(pattern, quad, strict=True))
