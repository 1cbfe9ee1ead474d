"""The story of Heat 2 from what four articles say, as annotated by hand: what is believed on which day.

The articles of `data/articles` are ours; those of `../shared/eval/dev` tell the same and count where they are there.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from slategraph import Entity, Report, Store, open_store, standings
from slategraph.files import shipped
from slategraph.model.records import reports_of

DEV = Path(__file__).resolve().parents[3] / "shared" / "eval" / "dev"
CORPORA = {"samples": shipped("data/articles"), "dev": DEV}
FILES = ("2025-heat-2-united-artists", "2025-heat-2-graham-offer", "2026-heat-2-bale-confirms", "2025-heat-2-dicaprio")
LEARNED = "2026-06-01T12:00:00Z"

Level = tuple[str, str]


def gold(corpus: str, name: str) -> dict[str, Any]:
    path = CORPORA[corpus] / f"{name if corpus == 'dev' else name.partition('-')[2]}.json"
    article: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return article


def reports(article: dict[str, Any], published: str | None) -> Iterator[Report]:
    """What a gold file says, with its day or another one."""
    about = {"article": article["id"], "publisher": article.get("publisher"), "url": article.get("url")}
    lines = [(article["id"], claim | about | {"published": published}) for claim in article["claims"]]
    known = [
        Entity(e["type"], e["name"], tuple(a for a in e["aliases"] if a != e["name"])) for e in article["entities"]
    ]
    return reports_of(lines, known)


@pytest.fixture(scope="module", params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> str:
    if not CORPORA[request.param].exists():
        pytest.skip("the annotated articles are not here")
    name: str = request.param
    return name


def told(corpus: str, dicaprio: str | None) -> Store:
    """A store with the four articles, DiCaprio's interview on a given day or without one; all learnt in June 2026."""
    store = open_store()
    for name in FILES:
        article = gold(corpus, name)
        undated = name == "2025-heat-2-dicaprio"
        for report in reports(article, dicaprio if undated else article["published"]):
            store.add([type(report)(**{f: getattr(report, f) for f in report.__slots__} | {"learned": LEARNED})])
    return store


@pytest.fixture(scope="module")
def dated(corpus: str) -> Store:
    return told(corpus, "2025-12-01")


@pytest.fixture
def undated(corpus: str) -> Store:
    return told(corpus, None)


def level(store: Store, who: str, predicate: str, on: str | None, obj: str = "Heat 2") -> Level | None:
    found = standings(store, "Heat 2", on=on)
    ends = {(s.claim.subject.name, s.claim.predicate, s.claim.object_name): (s.status, s.certainty) for s in found}
    return ends.get((who, predicate, obj))


OCTOBER, DECEMBER, MARCH = "2025-10-31", "2025-12-31", "2026-03-01"
STORY: list[tuple[str, str, str, str, Level | None]] = [
    (OCTOBER, "Warner Bros.", "develops", "Heat 2", ("exited", "reported")),
    (OCTOBER, "United Artists", "develops", "Heat 2", ("in-talks", "reported")),
    (OCTOBER, "Leonardo DiCaprio", "actsIn", "Heat 2", ("considered", "reported")),
    (OCTOBER, "Austin Butler", "actsIn", "Heat 2", ("considered", "rumored")),
    (OCTOBER, "Adam Driver", "actsIn", "Heat 2", ("considered", "rumored")),
    (OCTOBER, "Bradley Cooper", "actsIn", "Heat 2", ("considered", "rumored")),
    (OCTOBER, "Christian Bale", "actsIn", "Heat 2", None),
    (DECEMBER, "Christian Bale", "actsIn", "Heat 2", ("in-talks", "reported")),
    (DECEMBER, "Christian Bale", "portrays", "Vincent Hanna", ("in-talks", "reported")),
    (DECEMBER, "Stephen Graham", "actsIn", "Heat 2", ("in-talks", "rumored")),
    (MARCH, "Christian Bale", "actsIn", "Heat 2", ("attached", "confirmed")),
    (MARCH, "Leonardo DiCaprio", "actsIn", "Heat 2", ("attached", "confirmed")),
]


@pytest.mark.parametrize("told", STORY, ids=str)
def test_the_story(dated: Store, told: tuple[str, str, str, str, Level | None]) -> None:
    on, who, predicate, obj, expected = told
    assert level(dated, who, predicate, on, obj) == expected


def test_driver_is_still_considered_in_march(dated: Store) -> None:
    found = level(dated, "Adam Driver", "actsIn", MARCH)
    assert found is not None and found[0] == "considered"


@pytest.mark.parametrize("who", ["Austin Butler", "Bradley Cooper"])
@pytest.mark.parametrize("on", ["2025-10-08", OCTOBER, "2025-12-01", DECEMBER, MARCH, None])
def test_on_no_day_is_attached_who_never_was(dated: Store, undated: Store, who: str, on: str | None) -> None:
    for store in (dated, undated):
        found = level(store, who, "actsIn", on)
        assert found is not None and found[0] == "considered"


def is_in(store: Store, on: str) -> bool:
    """Whether DiCaprio is attached to Heat 2, confirmed, by whichever predicate."""
    words = (level(store, "Leonardo DiCaprio", predicate, on) for predicate in ("attachedTo", "actsIn"))
    return ("attached", "confirmed") in words


def test_dicaprio_is_in_from_the_day_of_his_interview(dated: Store) -> None:
    days = ("2025-11-30", "2025-12-01", DECEMBER, MARCH)
    assert [is_in(dated, day) for day in days] == [False, True, True, True]


def test_an_undated_interview_counts_from_when_it_was_learnt(undated: Store) -> None:
    bale = next(r.source.id for r in undated.reports() if r.source.published and r.source.published > "2026")
    undated.remove(bale)  # which has him confirmed too
    assert [is_in(undated, day) for day in (DECEMBER, MARCH, "2026-05-31", "2026-06-01")] == [False, False, False, True]


@pytest.mark.parametrize("on", ["2025-12-01", DECEMBER, MARCH, None])
def test_that_he_plays_shiherlis_stays_a_rumor(dated: Store, on: str | None) -> None:
    assert level(dated, "Leonardo DiCaprio", "portrays", on, "Chris Shiherlis") == ("considered", "rumored")


def test_the_day_before_the_first_report_is_empty(dated: Store) -> None:
    assert len(standings(dated, "Heat 2", on="1990-01-01")) == 0
