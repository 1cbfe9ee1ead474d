"""Whose story an article takes over, by its own words."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slategraph import Article, extract
from slategraph.extraction.relays import relayed
from slategraph.model.signatures import signature

LONG = "\n\n".join(["The film goes back to a novel that was out of print for years, and nobody hurried."] * 25)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Ada joins Heat 2. The news was first reported by Deadline.", "Deadline"),
        ("As Deadline first reported, Ada joins Heat 2.", "Deadline"),
        ("Deadline’s Mike Fleming Jr. first reported the deal.", "Deadline"),
        ("Ada joins Heat 2, Variety was first to report.", "Variety"),
        ("Deadline broke the news.", "Deadline"),
        ("It is no more than a remark first published in an interview with Deadline.", "Deadline"),
        ("First reported by Geeks WorldWide on Monday.", "Geeks WorldWide"),
        ("The deal was first reported by the Daily Planet.", "Daily Planet"),
        ("The deal, first reported by the Daily Planet’s Lois Lane, is on.", "Daily Planet"),
        ("The deal, first reported by Jeff Sneider of The InSneider, is on.", "The InSneider"),
        ("Mann told Variety that he is casting.", "Variety"),
        ("The actor told Jake Hamilton of Fox 32 that he is in it.", "Fox 32"),
        ("The actor told Fox 32's Jake Hamilton that he is in it.", "Fox 32"),
        ("In an interview with The Hollywood Reporter, Mann said no.", "The Hollywood Reporter"),
        ("He is not in it, he told French outlet AlloCiné.", "AlloCiné"),
        ("Speaking to the L.A. Times, Mann said no.", "Los Angeles Times"),
        ("Ada joins Heat 2, per THR.", "The Hollywood Reporter"),
        ("Ada joins Heat 2, according to TheWrap.", "TheWrap"),
        ("Ada joins Heat 2, Deadline reports.", "Deadline"),
        ("Ada joins Heat 2 (via Collider).", "Collider"),
        ("Ada joins Heat 2.\n\nSource: /Film", "SlashFilm"),
        ("A WSJ report has it. Mann told the Wall Street Journal so.", "The Wall Street Journal"),
    ],
)
def test_an_article_says_whose_story_it_takes_over(text: str, outlet: str | None) -> None:
    assert relayed(Article("x", text)) == outlet


@pytest.mark.parametrize(
    "text",
    [
        "Ada joins Heat 2, it was reported by sources.",
        "It was first reported by sources close to the film.",
        "It was first reported by Sources.",
        "First reported by Several Outlets.",
        "Mann told Time Warner that he is ready.",
        "He met the deadline. There is variety in it, and people told people.",
        "The Empire strikes back, and so does The Wrap party.",
        "Deadline reports that Ada is in. Variety reports that she is out.",
        "Deadline first reported in 2011 that she was out.",
        "Mail deadline@variety.com or see www.deadline.com.",
        "",
    ],
)
def test_a_hedge_names_no_outlet(text: str) -> None:
    assert relayed(Article("x", text)) is None


@pytest.mark.parametrize(
    "article",
    [
        Article("x", "Mann told Deadline that he is casting.", publisher="Deadline Hollywood"),
        Article("x", "Mann told Deadline that he is casting.", url="https://deadline.com/2025/heat-2"),
        Article("x", "First reported by the Daily Planet.", publisher="The Daily Planet"),
    ],
)
def test_an_outlet_relays_not_itself(article: Article) -> None:
    assert relayed(article) is None


def test_what_was_told_is_the_articles_at_its_beginning_only() -> None:
    assert relayed(Article("x", f"Mann told Variety so.\n\n{LONG}")) == "Variety"
    assert relayed(Article("x", f"{LONG}\n\nMann told Variety so.\n\n{LONG}")) is None


def test_who_was_first_may_be_said_at_the_end() -> None:
    assert relayed(Article("x", f"{LONG}\n\nDeadline first reported the news.")) == "Deadline"
    assert relayed(Article("x", f"{LONG}\n\nDeadline first reported the news.\n\n{LONG}")) is None


def test_who_was_first_goes_before_what_was_told() -> None:
    assert relayed(Article("x", "Mann told Variety so. Deadline first reported the news.")) == "Deadline"


def test_a_headline_says_it_too() -> None:
    assert relayed(Article("x", "Ada is in.", title="Ada Joins Heat 2, Per Variety")) == "Variety"


_parts = st.sampled_from(
    ["first reported by ", "The ", "Deadline", "’s ", ".", "\n\n", "THR", " told ", "Ω", "(", "\ud800"]
)


@given(st.lists(_parts))
def test_any_text_is_read(parts: list[str]) -> None:
    relayed(Article("x", "".join(parts)))


def test_a_long_article_takes_no_time() -> None:
    article = Article("x", "The Deadline Variety Empire first reported told " * 20_000)
    start = time.perf_counter()
    relayed(article)
    assert time.perf_counter() - start < 0.5


STORY = Article(
    "story",
    "Michael Mann will direct the film “Heat 2,” Deadline first reported, and Ada Lovell stars in it. "
    "The studio has been waiting for the script since the spring of last year.",
    publisher="The Echo",
)


def test_every_report_bears_what_its_article_relays() -> None:
    assert {report.source.relays for report in extract(STORY)} == {"Deadline"}


def test_every_report_bears_its_articles_signature() -> None:
    assert {report.source.signature for report in extract(STORY)} == {signature(STORY.text)}


def test_reports_of_one_article_have_one_source() -> None:
    assert {report.source.id for report in extract(STORY)} == {STORY.source.id}


def test_what_a_reader_knows_of_its_source_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    known = [replace(r, source=replace(r.source, relays="Variety")) for r in extract(STORY)]
    monkeypatch.setattr("slategraph.extraction.builtin.extractor.read", lambda article, names: iter(known))
    assert {report.source.relays for report in extract(STORY)} == {"Variety"}
