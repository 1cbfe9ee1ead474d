"""Where reports are kept: in memory or in a folder on disk, as an RDF graph.

Each source has a graph of its own; what follows from all of them together is kept up to date beside
them, in the default graph (plain triples) and in the graph of the standings.

    >>> from slategraph import Claim, Entity, Report, Source, open_store
    >>> store = open_store()
    >>> mann, heat = Entity("Person", "Michael Mann"), Entity("Film", "Heat 2")
    >>> store.add([Report(Claim(mann, "directs", heat), Source("https://example.org/heat-2"))])
    1
    >>> len(list(store.reports()))
    1
"""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import pyoxigraph as ox

from slategraph.decisions.applied import DECIDED, Decisions
from slategraph.decisions.settings import with_threshold
from slategraph.errors import BadInput, Unreadable
from slategraph.model.reports import Report
from slategraph.model.sources import Source
from slategraph.model.vocabulary import shorten
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Graphs, Near
from slategraph.rdf.memory import Memory
from slategraph.rdf.quads import Delta, NamedNode, Quad, Quads
from slategraph.store import folder
from slategraph.store.arrivals import Arrivals, added, exchanged
from slategraph.store.dataset import read_only_dataset
from slategraph.store.endpoint import Endpoint
from slategraph.store.folder import Opened
from slategraph.store.neighbourhood import with_reports, with_sources
from slategraph.store.oxigraph import Oxigraph
from slategraph.store.read_log import readings_of
from slategraph.store.steady import Steady, again

if TYPE_CHECKING:
    from rdflib import Dataset

# Reports written at once: all of a batch or nothing reaches the store, even when the process is killed.
BATCH = 20_000
_T = TypeVar("_T")
_SOURCE_ID = re.compile(r"source:[0-9a-f]{20}")


class Store:
    """A store of reports and the standings derived from them.

    Made by `open_store`; closes itself as a context manager. `len` is how many reports it holds. Several threads may
    use one store. Whatever the disk refuses raises `Unreadable`, with the store as it was, and so does the use of a
    store that is closed.
    """

    def __init__(self, opened: Opened, path: Path | str | None = None) -> None:
        self.path = path
        self.read_only = opened.read_only
        self._opened: Opened | None = opened
        self._steady: Steady | None = None
        self._dataset: Dataset | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        return sum(1 for _ in self.quads.match([(None, mapping.CLAIM, None, None)]))

    def __bool__(self) -> bool:
        """True, also of an empty store: `if store` asks whether there is one."""
        return True

    def __repr__(self) -> str:
        if self._opened is None:
            return f"<Store {self._name}: closed>"
        sources = sum(1 for _ in self.sources())
        return f"<Store {self._name}: {len(self)} reports, {sources} sources{', read-only' if self.read_only else ''}>"

    @property
    def _oxigraph(self) -> ox.Store:
        """The content as a `pyoxigraph.Store`, to be read only; raises `BadInput` for a SPARQL endpoint."""
        if not isinstance(self.quads, Oxigraph):
            raise BadInput("The store is a SPARQL endpoint, not Oxigraph's: ask it by slategraph.query.")
        return self.quads.inner

    @property
    def quads(self) -> Quads:
        """The content as quads."""
        kept = self._in_use().quads
        return kept if self._steady is None else self._steady

    def writing(self) -> AbstractContextManager[None]:
        """What whoever reads in order to write is in meanwhile: nobody else writes; raises `BadInput` in a view."""
        return self._in_use().turns.writing()

    def unchanged(self) -> AbstractContextManager[object]:
        """What whoever can't have the content change is in meanwhile, briefly."""
        return self._in_use().turns.unchanged

    @property
    def graphs(self) -> Graphs:
        """The content with the look-ups that slategraph needs."""
        return Graphs(self.quads)

    @property
    def dataset(self) -> "Dataset":
        """The content as an `rdflib.Dataset` that is read-only: whatever would change it raises `BadInput`."""
        if self._dataset is None:
            self._dataset = read_only_dataset(self._oxigraph)
        return self._dataset

    @property
    def _name(self) -> str:
        return str(self.path) if self.path else "in memory"

    def _in_use(self) -> Opened:
        if self._opened is None:
            raise Unreadable(f"The store {self._name} is closed: open one with `open_store`.")
        return self._opened

    def close(self) -> None:
        """Let go of the store; its folder is free once every handle to it is closed. A second time is nothing."""
        if self._dataset is not None:
            self._dataset.close()
        self._dataset = self._opened = None

    def add(self, reports: Iterable[Report] | Report) -> int:
        """Add reports, or one; update the standings; returns the number of reports that were new or changed.

        A report that the store has already changes nothing; one with the same claim, source and quotation but
        another status, certainty or speaker takes the place of the old one, unless a person wrote that by hand and
        this one an extractor read. Raises whatever the iterable raises, before anything is written.
        """
        listed = list({report.id: report for report in _checked(reports)}.values())
        with self.writing():
            return sum(self._add(some) for some in _batches(listed))

    def update_source(self, source: Source) -> None:
        """Update the description of a source: its day, publisher, what it relays, since when it is retracted.

        Raises `BadInput` if the store has no source with this key.
        """

        def update(view: Self) -> None:
            graph, near, old = view._said_in(source.key)
            arrivals = Arrivals([replace(report, source=source) for report in old], old, 0)
            view._write(with_sources(near, view._decided(), [graph], arrivals))

        self._planned(update)

    def apply(
        self, decision: Delta | None = None, *, reports: Iterable[Report] = (), instead: Iterable[Report] = ()
    ) -> int:
        """Apply a decision (judgements, reviews, settings that come or go) and all that follows from it, in one write.

        With it may come reports, and others of the same sources go, as when an article is read again and says only
        what it says now; returns the number of new reports. What a person wrote by hand stays if an extractor reads
        the same words, unless it is one of those that go.
        """
        coming, going = list({r.id: r for r in reports}.values()), {r.id: r for r in instead}

        def write(view: Self) -> int:
            near = Near(view.quads)
            sources, arrivals = exchanged(near, coming, going)
            view._write(with_sources(near, view._decided(), sources, arrivals, decision))
            return arrivals.new

        return self._planned(write)

    def decide(
        self,
        *,
        come: Iterable[Quad] = (),
        gone: Iterable[Quad] = (),
        reports: Iterable[Report] = (),
        instead: Iterable[Report] = (),
    ) -> int:
        """The former way to `apply` a decision."""
        _renamed("decide", "apply")
        return self.apply(Delta(frozenset(gone), frozenset(come)), reports=reports, instead=instead)

    def describe(self, source: Source) -> None:
        """The former name of `update_source`."""
        _renamed("describe", "update_source")
        self.update_source(source)

    def decisions(self) -> Decisions:
        """What people decided of the reports and of identities, as it is now."""
        return Decisions(self.graphs, self._decided())

    @contextmanager
    def view(self) -> Iterator[Self]:
        """A consistent state to read: nothing is changed through this process meanwhile.

        Where somebody else changes a SPARQL endpoint meanwhile, reading on raises `StoreInUse`. A thread can't write
        while it has a view.

        >>> from slategraph import open_store
        >>> with open_store().view() as view:
        ...     list(view.reports())
        []
        """
        with self._in_use().turns.reading():
            yield self._fixed()

    def _fixed(self) -> Self:
        """The store, as it is now: one on an endpoint raises `StoreInUse` as soon as it is not so any more."""
        if not isinstance(self.quads, Endpoint):
            return self
        fixed = copy(self)
        fixed._steady = Steady(self.quads)
        return fixed

    def _planned(self, write: Callable[[Self], _T]) -> _T:
        """What comes of a write that is planned on one state of the store; planned again if that changed meanwhile."""
        with self.writing():
            return write(self) if self._steady is not None else again(lambda: write(self._fixed()))

    def _decided(self) -> Graphs:
        """The decisions, fetched once for each revision of the store; its own writes are followed in memory."""
        opened, quads = self._in_use(), self.quads
        with self.unchanged():
            if opened.decided is None or opened.decided[0] != quads.revision:
                found = Memory(quads.match((None, None, None, graph) for graph in DECIDED))
                opened.decided = quads.revision, found
            return Graphs(opened.decided[1])

    def _add(self, reports: Sequence[Report]) -> int:
        def write(view: Self) -> int:
            near = Near(view.quads)
            arrivals = added(near, reports)
            if arrivals.written:
                view._write(with_reports(near, view._decided(), arrivals))
            return arrivals.new

        return self._planned(write)

    def remove(self, source: str) -> int:
        """Remove a source and everything only it supports; returns the number of reports removed.

        `source` is a source's id (``source:…``), address or key. Raises `BadInput` if there is no such source.
        """

        def remove(view: Self) -> int:
            graph, near, old = view._said_in(source)
            forgotten = Delta(frozenset(readings_of(view.graphs, graph)))
            view._write(with_sources(near, view._decided(), [graph], Arrivals([], old, 0), forgotten))
            return len(old)

        return self._planned(remove)

    def _said_in(self, source: str) -> tuple[NamedNode, Near, list[Report]]:
        """The graph of a source, what is in it, and its reports."""
        graph, near = mapping.node(self.source_id(source)), Near(self.quads)
        near.fetch([(None, None, None, graph)])
        return graph, near, list(near.graphs.reports_in(graph))

    def source_id(self, source: str) -> str:
        """The id of a source from its id, address or key; raises `BadInput` if the store has no such source."""
        if not isinstance(source, str):
            raise BadInput(f"A source is named by its address or id, not by {type(source).__name__}.")
        if _SOURCE_ID.fullmatch(source) and self.graphs.source(source):
            return source
        near = Near(self.quads)
        near.fetch((None, predicate, mapping.text(source), None) for predicate in (mapping.KEY, mapping.URL))
        for predicate in (mapping.KEY, mapping.URL):
            for found in near.graphs.subjects(predicate, mapping.text(source), None):
                return shorten(found.value)
        raise BadInput(
            f"The store has no source {source!r}: name one by its address or id, as `slategraph show` prints."
        )

    def reports(self, *, source: str | None = None, claim: str | None = None) -> Iterator[Report]:
        """The reports of the store: all, those of one source (its id, address or key), or those on one claim (its id).

        Raises `BadInput` if the store has no source with that address or key.
        """
        if claim is not None:
            yield from Near(self.quads).reports_on([mapping.node(claim)])
        else:
            for graph in self.graphs.sources() if source is None else [self._source_node(source)]:
                yield from self.graphs.reports_in(graph)

    def _source_node(self, source: str) -> NamedNode:
        """The node of a source by its id, whether there is one or not, or by its address or key."""
        is_id = isinstance(source, str) and _SOURCE_ID.fullmatch(source)
        return mapping.node(source if is_id else self.source_id(source))

    def source(self, source: str) -> Source:
        """A source, by its id, address or key; raises `BadInput` if the store has no such source."""
        found = self.graphs.source(self.source_id(source))
        assert found is not None
        return found

    @property
    def threshold(self) -> float:
        """The confidence from which reports are accepted without a review, 0.6 at first; it can be set.

        Setting it is a decision on all that the store holds and will hold; raises `BadInput` outside 0 to 1.
        """
        return self.decisions().threshold

    @threshold.setter
    def threshold(self, confidence: float) -> None:
        if not isinstance(confidence, (int, float)) or not 0 <= confidence <= 1:
            raise BadInput(f"A confidence is a number between 0 and 1, not {confidence!r}.")
        self._planned(lambda view: view.apply(with_threshold(view._decided(), confidence)))

    def believe_from(self, confidence: float) -> None:
        """The former way to set the `threshold`."""
        _renamed("believe_from", "threshold")
        self.threshold = confidence

    def sources(self) -> Iterator[str]:
        """The ids of the sources."""
        return (shorten(graph.value) for graph in self.graphs.sources())

    def _write(self, delta: Delta) -> None:
        if self.read_only:
            raise Unreadable(f"The store {self._name} is open read-only: open it without `read_only` to change it.")
        opened, quads = self._in_use(), self.quads
        with self.unchanged():
            was, known = quads.revision, opened.decided
            quads.apply(delta)
            if known and known[0] == was:
                removed, new = (
                    frozenset(q for q in some if q.graph_name in DECIDED) for some in (delta.removed, delta.added)
                )
                known[1].apply(Delta(removed, new))
                opened.decided = quads.revision, known[1]
        opened.written()


def _checked(reports: Iterable[Report] | Report) -> Iterator[Report]:
    """Reports, or the one that is given alone; raises `BadInput` for anything else."""
    if isinstance(reports, (str, bytes)) or not isinstance(reports, (Report, Iterable)):
        raise BadInput(f"A store takes reports, not {type(reports).__name__}: make each with slategraph.Report.")
    for report in [reports] if isinstance(reports, Report) else reports:
        if not isinstance(report, Report):
            raise BadInput(f"A store takes reports, not {type(report).__name__}: make each with slategraph.Report.")
        yield report


def _renamed(old: str, new: str) -> None:
    warnings.warn(f"Store.{old} is now Store.{new}; the old name goes with the next release.", DeprecationWarning, 3)


def _batches(reports: Sequence[Report]) -> Iterator[Sequence[Report]]:
    return (reports[i : i + BATCH] for i in range(0, len(reports), BATCH))


def open_store(
    path: str | Path | None = None, *, create: bool = True, read_only: bool = False, wait: float = 10
) -> Store:
    """Open a slate: nothing for one in memory, a folder for one on disk, an http address for one on a SPARQL server.

    One process at a time opens a folder to write; in that process, opening it again is a second handle to the same
    store. With ``read_only=True`` it can be opened at any time, also where the folder or the disk takes no writing: the
    store is then as it was after the last article that was finished before, and stays so. With ``create=False`` a
    folder that does not exist is refused instead of made. Raises `StoreInUse` if another process still has the folder
    open to write after `wait` seconds, `Unreadable` if it can't be opened, is damaged, is not a store, or is not there.

        >>> with open_store() as store:
        ...     store
        <Store in memory: 0 reports, 0 sources>
    """
    if path is None:
        return Store(Opened(Oxigraph(ox.Store()), read_only=read_only))
    if not isinstance(path, (str, Path)):
        raise BadInput(f"A store is named by its folder, not by {type(path).__name__}.")
    if "://" in str(path):
        endpoint = Endpoint(str(path), read_only=read_only)
        return Store(Opened(endpoint, read_only=read_only, leave=endpoint.close), endpoint.address)
    place = Path(path)
    opened = folder.to_read(place, wait=wait) if read_only else folder.to_write(place, create=create, wait=wait)
    return Store(opened, place)
