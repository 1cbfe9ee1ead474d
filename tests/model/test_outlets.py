"""Outlets: which names and sites stand for one and the same."""

import pytest

from slategraph import Source
from slategraph.model.outlets import NAMES, name_of, original_outlet, outlet_id, publisher_of, site_of


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Deadline Hollywood", "Deadline"),
        ("THR", "The Hollywood Reporter"),
        ("hollywood reporter", "The Hollywood Reporter"),
        ("The Wrap", "TheWrap"),
        ("the New York Times", "The New York Times"),
        ("/Film", "SlashFilm"),
        ("The Daily Planet", None),
    ],
)
def test_a_name_stands_for_an_outlet(name: str, outlet: str | None) -> None:
    assert name_of(name) == outlet


def test_no_name_stands_for_two_outlets() -> None:
    ids: dict[str, set[str]] = {}
    for name in NAMES:
        ids.setdefault(name.casefold().removeprefix("the "), set()).add(NAMES[name])
    assert [name for name, outlets in ids.items() if len(outlets) > 1] == []


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://deadline.com/2025/10/heat-2", "Deadline"),
        ("http://www.BBC.co.uk:80/news", "BBC News"),
        ("https://notdeadline.com/x", None),
        ("https://example.org/deadline.com", None),
        ("https://deadline.com@example.org/", None),
        ("story", None),
        ("", None),
    ],
)
def test_a_site_is_an_outlets(address: str, outlet: str | None) -> None:
    assert site_of(address) == outlet


def test_an_article_is_the_unknown_outlets_own() -> None:
    assert outlet_id("The Daily Planet") == outlet_id("Daily Planet") == "daily-planet"


@pytest.mark.parametrize(
    ("source", "publisher", "voice"),
    [
        (Source("x", publisher="THR"), "hollywood-reporter", "hollywood-reporter"),
        (Source("https://variety.com/1"), "variety", "variety"),
        (Source("x", url="https://variety.com/1", publisher="The Echo"), "echo", "echo"),
        (Source("x", publisher="The Echo", relays="Deadline.com"), "echo", "deadline"),
        (Source("story-1"), "story-1", "story-1"),
    ],
)
def test_a_source_has_a_publisher_and_a_voice(source: Source, publisher: str, voice: str) -> None:
    assert (publisher_of(source), original_outlet(source)) == (publisher, voice)
