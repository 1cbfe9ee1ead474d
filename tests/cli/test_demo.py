"""The main job, done once: what the demo leaves must be true, and its page and Turtle must be there."""

from pathlib import Path

import pytest

import slategraph as sg
from slategraph.cli.commands import app


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "out"
    app(["demo", "--out", str(folder)], standalone_mode=False)
    return folder


@pytest.fixture(scope="module")
def asked(out: Path) -> dict[str, sg.Table]:
    with sg.open_store(out / "slate.db") as store:
        names = ("who-is-attached", "who-is-in-play")
        plain = "SELECT ?s ?p ?o WHERE { ?s ?p ?o FILTER (STRSTARTS(STR(?p), STR(sg:))) }"
        answers = {name: sg.query(store, name, project="Heat 2") for name in names}
        return answers | {"plain": sg.query(store, plain)}


def cast(answer: sg.Table) -> dict[str, str]:
    return {row["who"]: row["certainty"] for row in answer if row["role"] == "actsIn"}


def test_the_stars_of_heat_2_are_attached_and_confirmed(asked: dict[str, sg.Table]) -> None:
    found = cast(asked["who-is-attached"])
    assert found["Christian Bale"] == found["Leonardo DiCaprio"] == "confirmed"


def test_no_character_and_no_journalist_is_in_the_cast(asked: dict[str, sg.Table]) -> None:
    named = {row["who"] for answer in ("who-is-attached", "who-is-in-play") for row in asked[answer]}
    assert not named & {"Neil McCauley", "Vincent Hanna", "Chris Shiherlis", "Jake Hamilton"}


def test_reading_takes_nothing_away_that_people_wrote_down(asked: dict[str, sg.Table], curated: sg.Store) -> None:
    plain = "SELECT ?s ?p ?o WHERE { ?s ?p ?o FILTER (STRSTARTS(STR(?p), STR(sg:))) }"
    assert set(sg.query(curated, plain).rows) <= set(asked["plain"].rows)


def test_the_demo_leaves_a_page_and_turtle(out: Path) -> None:
    assert "data-ready" in (out / "slate.html").read_text("utf-8")
    assert "film:heat-2\n    a sg:Film" in (out / "slate.ttl").read_text("utf-8")


def test_a_second_demo_begins_anew(out: Path) -> None:
    before = (out / "slate.ttl").read_bytes()
    app(["demo", "--out", str(out)], standalone_mode=False)
    assert (out / "slate.ttl").read_bytes() == before
