"""Where reports are kept: in memory or in a folder on disk, as an RDF graph.

Each source has a graph of its own; what all of them together make believable is kept up to date beside
them, in the default graph (plain triples) and in the graph of the standings.

    >>> from slategraph import Claim, Entity, Report, Source, open_store
    >>> store = open_store()
    >>> mann, heat = Entity("Person", "Michael Mann"), Entity("Film", "Heat 2")
    >>> store.add([Report(Claim(mann, "directs", heat), Source("https://example.org/heat-2"))])
    1
    >>> len(list(store.reports()))
    1
"""

import datetime
import re
import threading
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from slategraph.decisions.applied import Decisions
from slategraph.decisions.settings import believed_from
from slategraph.errors import BadInput, StoreInUse, Unreadable
from slategraph.files import why
from slategraph.model.reports import BY_HAND, Report
from slategraph.model.sources import Source
from slategraph.model.vocabulary import PREFIXES, shorten
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Graphs, quad
from slategraph.store.materialize import Change, with_reports, with_sources
from slategraph.store.read_log import readings_of

if TYPE_CHECKING:
    from rdflib import Dataset

# Reports written at once: all of a batch or nothing reaches the store, even when the process is killed.
BATCH = 20_000


class Store:
    """A slate: reports and what they make believable.

    Made by `open_store`; closes itself as a context manager. `dataset` is the same content as an
    `rdflib.Dataset`, `oxigraph` as a `pyoxigraph.Store`, both to be read only; whoever reads in order to write holds
    `lock` meanwhile. Whatever the disk refuses raises
    `Unreadable`, with the store as it was.
    """

    def __init__(self, inner: ox.Store, path: Path | None = None) -> None:
        self.path = path
        self.oxigraph = inner
        self.graphs = Graphs(inner)
        self.lock = threading.RLock()

    @cached_property
    def dataset(self) -> "Dataset":
        """The same content as an `rdflib.Dataset`."""
        from oxrdflib import OxigraphStore
        from rdflib import Dataset, URIRef  # takes half a second, which most commands need not pay

        made = Dataset(OxigraphStore(store=self.oxigraph), default_union=False)
        for prefix, namespace in PREFIXES.items():
            made.bind(prefix, URIRef(namespace), override=True, replace=True)
        return made

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store's folder, so that another process may open it."""
        if "dataset" in vars(self):
            self.dataset.close()
            del self.dataset
        del self.oxigraph, self.graphs

    def add(self, reports: Iterable[Report]) -> int:
        """Keep reports, and believe what follows from them; gives how many were new or changed.

        A report that the store has already changes nothing; one with the same claim, source and quotation but
        another status, certainty or speaker takes the place of the old one, unless a person wrote that by hand and
        this one a reader read. Raises whatever the iterable raises, before anything is written.
        """
        listed = list({report.id: report for report in reports}.values())
        with self.lock:
            return sum(self._add(some) for some in _batches(listed))

    def describe(self, source: Source) -> None:
        """Describe a source that the store has anew: its day, publisher, what it relays, since when it is retracted.

        Raises `BadInput` where the store has no source with this key.
        """
        with self.lock:
            graph = mapping.node(self.source_id(source.key))
            reports = [replace(report, source=source) for report in self.graphs.reports_in(graph)]
            self._write(with_sources(self.graphs, [graph], reports))

    def decide(
        self,
        *,
        come: Iterable[ox.Quad] = (),
        gone: Iterable[ox.Quad] = (),
        reports: Iterable[Report] = (),
        instead: Iterable[Report] = (),
    ) -> int:
        """Keep decisions (judgements, reviews, settings) or take them back, and believe what follows, in one write.

        With them may come reports, and others of the same sources go, as when an article is read again and says only
        what it says now; gives how many reports are new. What a person
        wrote by hand stays where a reader reads the same words, unless it is one of those that go.
        """
        with self.lock:
            coming, going = list({r.id: r for r in reports}.values()), {r.id: r for r in instead}
            sources = sorted({mapping.node(r.source.id) for r in (*coming, *going.values())}, key=str)
            known = {r.id: r for graph in sources for r in self.graphs.reports_in(graph)}
            described = self._sources(coming)
            staying = {id_: r for id_, r in known.items() if id_ not in going}
            dated = _dated(coming, described, known)
            news = [r for r in dated if not _is_overruled(r, by=staying.get(r.id))]
            whole = (staying | {r.id: r for r in news}).values()
            told = [replace(r, source=described.get(r.source.id, r.source)) for r in whole]
            new = sum(self._says_more(r, known.get(r.id)) for r in news)
            change = with_sources(self.graphs, sources, told, Change(set(gone), set(come)))
            self._write(change, dropped={*sources} - {mapping.node(r.source.id) for r in told})
            return new

    def decisions(self) -> Decisions:
        """What people decided of the reports and of who is who, as it is now."""
        return Decisions(self.graphs)

    def _add(self, reports: Iterable[Report]) -> int:
        found = {report.id: self.graphs.kept(report) for report in reports}
        kept = {id_: report for id_, report in found.items() if report}
        sources = self._sources(reports)
        news = [report for report in _dated(reports, sources, kept) if self._says_more(report, kept.get(report.id))]
        if news:
            others = list(self._corrected(sources, {report.id for report in news}))
            old = [*(kept[report.id] for report in news if report.id in kept), *others]
            redated = (replace(report, source=sources[report.source.id]) for report in others)
            self._write(with_reports(self.graphs, [*news, *redated], old))
        return len(news)

    def _sources(self, reports: Iterable[Report]) -> dict[str, Source]:
        """The sources of reports by their ids, with what the store knows of them and these reports leave out."""
        sources: dict[str, Source] = {}
        for source in dict.fromkeys(report.source for report in reports):
            known = sources.get(source.id) or self.graphs.source(source.id)
            sources[source.id] = known.corrected(source) if known else source
        return sources

    def _corrected(self, sources: Mapping[str, Source], besides: Container[str]) -> Iterator[Report]:
        """The other reports that the store has of sources which are now described differently: their day may move."""
        for id_, source in sources.items():
            if self.graphs.source(id_) not in (None, source):
                yield from (report for report in self.graphs.reports_in(mapping.node(id_)) if report.id not in besides)

    def _says_more(self, report: Report, kept: Report | None) -> bool:
        """Whether a report says anything that the store doesn't hold yet, or leaves out what the kept one said."""
        if kept is None or _is_overruled(report, by=kept):
            return kept is None
        said = {quad(t, mapping.node(report.source.id)) for t in mapping.all_triples(report)}
        return any(q not in self.graphs for q in said) or any(q not in said for q in self.graphs.own_quads(kept))

    def remove(self, source: str) -> int:
        """Take back a source and all that only it said; gives how many reports went.

        `source` is a source's id (``source:…``), address or key. Raises `BadInput` where there is none such.
        """
        with self.lock:
            graph = mapping.node(self.source_id(source))
            reports = list(self.graphs.reports_in(graph))
            forgotten = Change(gone=set(readings_of(self.graphs, graph)))
            self._write(with_sources(self.graphs, [graph], [], forgotten), dropped=[graph])
            return len(reports)

    def source_id(self, source: str) -> str:
        """The id of a source from its id, address or key; raises `BadInput` where the store has none such."""
        if re.fullmatch(r"source:[0-9a-f]{20}", source) and self.oxigraph.contains_named_graph(mapping.node(source)):
            return source
        for predicate in (mapping.KEY, mapping.URL):
            for found in self.graphs.subjects(predicate, mapping.text(source), None):
                return shorten(found.value)
        raise BadInput(
            f"The store has no source {source!r}: name one by its address or id, as `slategraph show` prints."
        )

    def reports(self, *, source: str | None = None, claim: str | None = None) -> Iterator[Report]:
        """The reports of the store: all, those of one source, or those on one claim (each by its id)."""
        if claim is not None:
            yield from self.graphs.reports_on(mapping.node(claim))
        else:
            for graph in [mapping.node(source)] if source else self.graphs.sources():
                yield from self.graphs.reports_in(graph)

    def source(self, source: str) -> Source:
        """A source, by its id, address or key; raises `BadInput` where the store has none such."""
        found = self.graphs.source(self.source_id(source))
        assert found is not None
        return found

    def believe_from(self, confidence: float) -> None:
        """Believe readers from a confidence on (0.6 at first), for all that the store holds and will hold.

        Raises `BadInput` for a confidence outside 0 to 1.
        """
        if not 0 <= confidence <= 1:
            raise BadInput(f"A confidence lies between 0 and 1, not at {confidence}.")
        with self.lock:
            gone, come = believed_from(self.graphs, confidence)
            self.decide(gone=gone, come=come)

    def sources(self) -> Iterator[str]:
        """The ids of the sources."""
        return (shorten(graph.value) for graph in self.graphs.sources())

    def _write(self, change: Change, *, dropped: Iterable[ox.NamedNode] = ()) -> None:
        drop = "".join(f" ;\nDROP SILENT GRAPH {graph}" for graph in dropped)
        gone, come = change.gone - change.come, change.come - change.gone
        try:
            if gone:  # both in one text, since that is one transaction
                self.oxigraph.update(
                    f"DELETE DATA {{\n{_listed(gone)}\n}} ;\nINSERT DATA {{\n{_listed(come)}\n}}{drop}"
                )
            else:
                self.oxigraph.extend(come)
        except OSError as error:
            where = f"The store {self.path}" if self.path else "The store"
            raise Unreadable(f"{where} can't be written: {why(error)}; it is as it was.") from error


def _is_overruled(report: Report, *, by: Report | None) -> bool:
    """Whether a report is a reader's, and the one in whose place it would be a person's."""
    return by is not None and by.extractor == BY_HAND and report.extractor != BY_HAND


def _dated(reports: Iterable[Report], sources: Mapping[str, Source], kept: Mapping[str, Report]) -> Iterator[Report]:
    """Reports with what is known of their sources, and with the moment at which the store first learned of them."""
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for report in reports:
        known = kept[report.id].learned if report.id in kept else None
        yield replace(report, source=sources[report.source.id], learned=known or report.learned or now)


def _batches(reports: Sequence[Report]) -> Iterator[Sequence[Report]]:
    return (reports[i : i + BATCH] for i in range(0, len(reports), BATCH))


def _listed(quads: Iterable[ox.Quad]) -> str:
    """Quads as the body of INSERT DATA or DELETE DATA."""
    return "\n".join(
        f"{q.subject} {q.predicate} {q.object} ."
        if isinstance(q.graph_name, ox.DefaultGraph)
        else f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}"
        for q in quads
    )


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
        raise Unreadable(f"{path} is an address: slategraph opens folders only.")
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
