"""How often each verb asks storage: a round trip to an endpoint is worth a thousand look-ups in memory."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

import slategraph as sg
from slategraph.query.standing import standings
from slategraph.rdf.quads import Answer, Delta, NamedNode, Pattern, Quad, Quads, Term

FILM = sg.Entity("Film", "Heat 2")
STORY = """Leonardo DiCaprio is in talks to star in Heat 2, Michael Mann's sequel for Warner Bros.

Adam Driver will also star in the film, which Michael Mann directs. Filming begins in 2026, Deadline has learned."""


class Counted:
    """Quads that count how often they are asked or changed."""

    def __init__(self, inner: Quads) -> None:
        self.inner, self.trips = inner, 0

    @property
    def revision(self) -> object:
        return self.inner.revision

    def match(self, patterns: Iterable[Pattern]) -> Iterable[Quad]:
        self.trips += 1
        return self.inner.match(patterns)

    def named_graphs(self) -> list[NamedNode]:
        self.trips += 1
        return self.inner.named_graphs()

    def query(self, text: str, *, values: Mapping[str, Term] | None = None) -> Answer:
        self.trips += 1
        return self.inner.query(text, values=values)

    def apply(self, delta: Delta) -> None:
        self.trips += 1
        self.inner.apply(delta)

    def __len__(self) -> int:
        return len(self.inner)

    def close(self) -> None:
        self.inner.close()


def counted(store: sg.Store) -> Counted:
    """A store's quads, counted from now on, with nothing of its decisions fetched yet."""
    wrapped = Counted(store.quads)
    store._in_use().quads, store._in_use().decided = wrapped, None
    return wrapped


@pytest.fixture
def slate() -> Iterator[sg.Store]:
    """The curated claims in memory, to be written to."""
    with sg.open_store() as store:
        sg.load_curated(store)
        yield store


def reports(count: int) -> list[sg.Report]:
    source = sg.Source("https://example.org/story", publisher="Deadline", published="2026-01-05")
    cast = [sg.Claim(sg.Entity("Person", f"Person {i}"), "actsIn", FILM) for i in range(count - 2)]
    facts = [sg.Claim(FILM, "stage", "filming"), sg.Claim(FILM, "releaseDate", "2027")]
    return [sg.Report(claim, source, quotation="as it says", start=0, end=10) for claim in (*cast, *facts)]


def test_adding_the_reports_of_an_article(slate: sg.Store) -> None:
    quads = counted(slate)
    assert slate.add(reports(20)) == 20
    assert quads.trips <= 8


def test_adding_what_corrects_the_day_of_an_article(slate: sg.Store) -> None:
    slate.add(reports(20))
    quads = counted(slate)
    source = sg.Source("https://example.org/story", publisher="Deadline", published="2026-01-06")
    slate.add([sg.Report(sg.Claim(FILM, "stage", "in-development"), source)])
    assert quads.trips <= 8


def test_the_standings_of_a_film(slate: sg.Store) -> None:
    quads = counted(slate)
    assert len(standings(slate, "Heat 2")) > 5
    assert quads.trips <= 6


def test_loading_the_curated_claims(store: sg.Store) -> None:
    quads = counted(store)
    assert sg.load_curated(store) > 100
    assert quads.trips <= 60


def test_adding_an_article_with_the_names_of_a_store(slate: sg.Store, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY)
    quads = counted(slate)
    assert sg.add_file(slate, str(story)).reports > 0
    assert quads.trips <= 20
