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
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset, URIRef

from slategraph.decisions.applied import DECIDED, Decisions
from slategraph.decisions.settings import with_threshold
from slategraph.errors import BadInput, StoreInUse, Unreadable
from slategraph.files import why
from slategraph.model.reports import Report
from slategraph.model.sources import Source
from slategraph.model.vocabulary import PREFIXES, shorten
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Graphs, Near
from slategraph.rdf.memory import Memory
from slategraph.rdf.quads import Delta, Quad, Quads
from slategraph.store.arrivals import Arrivals, added, exchanged
from slategraph.store.neighbourhood import with_reports, with_sources
from slategraph.store.oxigraph import Oxigraph
from slategraph.store.read_log import readings_of

# Reports written at once: all of a batch or nothing reaches the store, even when the process is killed.
BATCH = 20_000


class Store:
    """A store of reports and the standings derived from them.

    Made by `open_store`; closes itself as a context manager. `dataset` is the same content as an
    `rdflib.Dataset`, `oxigraph` as a `pyoxigraph.Store`, both to be read only; whoever reads in order to write holds
    `lock` meanwhile. Whatever the disk refuses raises
    `Unreadable`, with the store as it was.
    """

    def __init__(self, inner: ox.Store, path: Path | None = None) -> None:
        self.path = path
        self.oxigraph = inner
        self.quads: Quads = Oxigraph(inner, path)
        self.graphs = Graphs(self.quads)
        self._decisions: tuple[object, Memory] | None = None
        self.lock = threading.RLock()
        self.dataset = Dataset(OxigraphStore(store=inner), default_union=False)
        for prefix, namespace in PREFIXES.items():
            self.dataset.bind(prefix, URIRef(namespace), override=True, replace=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store's folder, so that another process may open it."""
        self.dataset.close()
        self.quads.close()
        del self.oxigraph, self.graphs, self.quads

    def add(self, reports: Iterable[Report]) -> int:
        """Add reports and update the standings; returns the number of reports that were new or changed.

        A report that the store has already changes nothing; one with the same claim, source and quotation but
        another status, certainty or speaker takes the place of the old one, unless a person wrote that by hand and
        this one an extractor read. Raises whatever the iterable raises, before anything is written.
        """
        listed = list({report.id: report for report in reports}.values())
        with self.lock:
            return sum(self._add(some) for some in _batches(listed))

    def update_source(self, source: Source) -> None:
        """Update the description of a source: its day, publisher, what it relays, since when it is retracted.

        Raises `BadInput` if the store has no source with this key.
        """
        with self.lock:
            graph = mapping.node(self.source_id(source.key))
            near = Near(self.quads)
            near.fetch([(None, None, None, graph)])
            old = list(near.graphs.reports_in(graph))
            arrivals = Arrivals([replace(report, source=source) for report in old], old, 0)
            self._write(with_sources(near, self._decided(), [graph], arrivals))

    def apply(
        self, decision: Delta | None = None, *, reports: Iterable[Report] = (), instead: Iterable[Report] = ()
    ) -> int:
        """Apply a decision (judgements, reviews, settings that come or go) and all that follows from it, in one write.

        With it may come reports, and others of the same sources go, as when an article is read again and says only
        what it says now; returns the number of new reports. What a person wrote by hand stays if an extractor reads
        the same words, unless it is one of those that go.
        """
        with self.lock:
            near = Near(self.quads)
            coming = list({r.id: r for r in reports}.values())
            sources, arrivals = exchanged(near, coming, {r.id: r for r in instead})
            self._write(with_sources(near, self._decided(), sources, arrivals, decision))
            return arrivals.new

    def decide(
        self,
        *,
        come: Iterable[Quad] = (),
        gone: Iterable[Quad] = (),
        reports: Iterable[Report] = (),
        instead: Iterable[Report] = (),
    ) -> int:
        """The former way to `apply` a decision."""
        return self.apply(Delta(frozenset(gone), frozenset(come)), reports=reports, instead=instead)

    def describe(self, source: Source) -> None:
        """The former name of `update_source`."""
        self.update_source(source)

    def decisions(self) -> Decisions:
        """What people decided of the reports and of identities, as it is now."""
        return Decisions(self.graphs, self._decided())

    @contextmanager
    def view(self) -> Iterator[Self]:
        """A consistent state to read: nothing is written through this process meanwhile.

        >>> from slategraph import open_store
        >>> with open_store().view() as view:
        ...     list(view.reports())
        []
        """
        with self.lock:
            yield self

    def _decided(self) -> Graphs:
        """The decisions, fetched once for each revision of the store; its own writes are followed in memory."""
        if self._decisions is None or self._decisions[0] != self.quads.revision:
            found = Memory(self.quads.match((None, None, None, graph) for graph in DECIDED))
            self._decisions = self.quads.revision, found
        return Graphs(self._decisions[1])

    def _add(self, reports: Sequence[Report]) -> int:
        near = Near(self.quads)
        arrivals = added(near, reports)
        if arrivals.written:
            self._write(with_reports(near, self._decided(), arrivals))
        return arrivals.new

    def remove(self, source: str) -> int:
        """Remove a source and everything only it supports; returns the number of reports removed.

        `source` is a source's id (``source:…``), address or key. Raises `BadInput` if there is no such source.
        """
        with self.lock:
            graph = mapping.node(self.source_id(source))
            near = Near(self.quads)
            near.fetch([(None, None, None, graph)])
            old = list(near.graphs.reports_in(graph))
            forgotten = Delta(frozenset(readings_of(self.graphs, graph)))
            self._write(with_sources(near, self._decided(), [graph], Arrivals([], old, 0), forgotten))
            return len(old)

    def source_id(self, source: str) -> str:
        """The id of a source from its id, address or key; raises `BadInput` if the store has no such source."""
        if re.fullmatch(r"source:[0-9a-f]{20}", source) and self.graphs.source(source):
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
        """The reports of the store: all, those of one source, or those on one claim (each by its id)."""
        if claim is not None:
            yield from Near(self.quads).reports_on([mapping.node(claim)])
        else:
            for graph in [mapping.node(source)] if source else self.graphs.sources():
                yield from self.graphs.reports_in(graph)

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
        if not 0 <= confidence <= 1:
            raise BadInput(f"A confidence lies between 0 and 1, not at {confidence}.")
        with self.lock:
            self.apply(with_threshold(self._decided(), confidence))

    def believe_from(self, confidence: float) -> None:
        """The former way to set the `threshold`."""
        self.threshold = confidence

    def sources(self) -> Iterator[str]:
        """The ids of the sources."""
        return (shorten(graph.value) for graph in self.graphs.sources())

    def _write(self, delta: Delta) -> None:
        self.quads.apply(delta)
        if self._decisions is not None:
            known = self._decisions[1]
            removed, new = (
                frozenset(q for q in some if q.graph_name in DECIDED) for some in (delta.removed, delta.added)
            )
            known.apply(Delta(removed, new))
            self._decisions = self.quads.revision, known


def _batches(reports: Sequence[Report]) -> Iterator[Sequence[Report]]:
    return (reports[i : i + BATCH] for i in range(0, len(reports), BATCH))


def open_store(path: str | Path | None = None, *, create: bool = True) -> Store:
    """Open a slate: nothing for one in memory, a folder for one on disk.

    With ``create=False`` a folder that does not exist is refused instead of made. Raises `StoreInUse` when another
    process has the folder open, `Unreadable` when it can't be opened, is no store, or is not there.

        >>> with open_store() as store:
        ...     len(list(store.reports()))
        0
    """
    if path is None:
        return Store(ox.Store())
    if "://" in str(path):
        raise Unreadable(f"{path} is an address: slategraph {version('slategraph')} opens folders only.")
    folder = Path(path)
    _check_folder(folder, create)
    try:
        return Store(ox.Store(str(folder)), folder)
    except (OSError, RuntimeError) as error:
        if "lock" in str(error).lower():
            raise StoreInUse(f"The store {folder} is open in another process: wait until that ends.") from None
        raise Unreadable(f"The store {folder} can't be opened: {why(error)}.") from error


def _check_folder(folder: Path, create: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise Unreadable(f"{folder} is a file: a store is a folder; name another.")
    if not folder.exists():
        if not create:
            raise Unreadable(f"There is no store {folder}: make one with `slategraph add --curated --store {folder}`.")
        if not folder.parent.is_dir():
            raise Unreadable(f"The store {folder} can't be made: the folder {folder.parent} does not exist.")
    elif any(folder.iterdir()) and not (folder / "CURRENT").exists():
        raise Unreadable(f"{folder} holds other files and is no store: name a new folder.")
