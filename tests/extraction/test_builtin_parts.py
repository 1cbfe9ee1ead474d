"""The steps of the built-in extractor, each by itself."""

import pytest

from parsed import parsed
from slategraph import Entity
from slategraph.extraction.builtin.names.entities import TextEntity, clustered, key
from slategraph.extraction.builtin.names.gazetteer import known, trade
from slategraph.extraction.builtin.names.mentions import Mention, mentions, written
from slategraph.extraction.builtin.pairs.items import reading
from slategraph.extraction.builtin.pairs.nameless import with_sources
from slategraph.extraction.builtin.pairs.speakers import speakers
from slategraph.extraction.builtin.text.date_phrases import moments
from slategraph.extraction.builtin.text.language import parts_of_speech
from slategraph.extraction.builtin.text.typography import brackets, looks_like_title, quotes


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("It opens July 3, 2009.", None, "2009-07-03"),
        ("It opens on 3 July 2009.", None, "2009-07-03"),
        ("It is due in June 2026.", None, "2026-06"),
        ("It opens in the fall of 2027.", None, "2027"),
        ("It opens in fall 2027.", None, "2027"),
        ("It opens Nov. 20.", "2019-12-02", "2020-11-20"),
        ("It opens next year.", "2019-12-02", "2020"),
        ("It opens this summer.", "2019-05-02", "2019"),
        ("It opens next month.", "2019-12-02", "2020-01"),
        ("It opens in March.", "2019-12-02", "2020-03"),
        ("It opens on Friday.", "2019-12-02", "2019-12-06"),
        ("It opens on Christmas Day.", "2019-10", "2019-12-25"),
    ],
)
def test_dates_are_as_exact_as_their_words(text: str, published: str | None, value: str) -> None:
    assert [m.value for m in moments(text, published)] == [value]


@pytest.mark.parametrize("text", ["It may open.", "It made $2005 million.", "It opens next year.", "on Feb. 31, 2020"])
def test_no_date_is_made_up(text: str) -> None:
    assert not [m for m in moments(text, None) if m.way != "c"]


def test_titles_are_told_from_speech() -> None:
    text = "He made “The Brothers Bloom,” and said, “I had a lot of luck with it.”"
    title, speech = quotes(text)
    assert text[title.start : title.end] == "The Brothers Bloom"
    assert title.title
    assert not speech.title


def test_a_plural_in_single_quotes_does_not_end_the_title() -> None:
    text = "She nearly made ‘Rustlers’ Rhapsody’ in 1984."
    assert [text[q.start : q.end] for q in quotes(text)] == ["Rustlers’ Rhapsody"]


def test_italics_count_as_quotation_marks() -> None:
    assert quotes("He made Brick.", [(8, 13)])[0].title


def test_brackets_are_found() -> None:
    text = "Shane West (“Gotham”) stars."
    assert [text[a:b] for a, b in brackets(text)] == ["“Gotham”"]


@pytest.mark.parametrize(("text", "title"), [("The Last of Us", True), ("I had luck with it", False), ("of", False)])
def test_the_look_of_a_title(text: str, title: bool) -> None:
    assert looks_like_title(text) == title


def test_companies_of_the_trade_are_known() -> None:
    forms = ["deal", "with", "Fox", "Searchlight", "Pictures", "and", "Focus", "Features", "today"]
    assert [(a, b, kind) for a, b, kind in trade().find(forms)][-1] == (6, 8, "studio")


def test_names_of_a_graph_are_found() -> None:
    found = known([Entity("Film", "Heat 2"), Entity("Book", "Heat 2 (novel)")])
    assert [(a, b) for a, b, _ in found.find(["He", "read", "Heat", "2", "twice"])] == [(2, 4)]


def test_english_words_are_known() -> None:
    assert "N" in parts_of_speech("massacres")
    assert parts_of_speech("gomez") == ""


def test_a_number_behind_a_title_belongs_to_it() -> None:
    words = parsed("Michael Mann will direct Heat 2 for Warner Bros.")
    tags = ["B-Person", "I-Person", "O", "O", "B-Work", *["O"] * 6]
    found = mentions(words, tags=tags[: len(words)])
    assert "Heat 2" in [written(words, m) for m in found]


def _entities(text: str, *names: tuple[str, str]) -> tuple[TextEntity, ...]:
    words = parsed(text)
    found = []
    for name, kind in names:
        start = text.index(name)
        found.append(Mention(words.word_at(start), words.word_at(start + len(name) - 1) + 1, kind))
    return clustered(words, found)


def test_a_surname_is_the_person() -> None:
    found = _entities(
        "Rian Johnson made it. Later Johnson left.", ("Rian Johnson", "Person"), ("Johnson left"[:7], "Person")
    )
    assert [e.name for e in found] == ["Rian Johnson"]


def test_a_studio_and_its_label_are_two() -> None:
    found = _entities("Fox and Fox Searchlight bid.", ("Fox", "Company"), ("Fox Searchlight", "Company"))
    assert [e.name for e in found] == ["Fox", "Fox Searchlight"]


def test_keys_pass_over_articles_and_accents() -> None:
    assert key("The Amélie Affair") == key("Amelie affair!")


_SPOKEN = [
    ("“It is mine,” Ada Moss told Variety.", ["Ada Moss"]),
    ("“It is mine. She signed on Friday.” So said Ada Moss.", ["Ada Moss", "Ada Moss", "Ada Moss"]),
    ("“It is mine,” said Ada Moss. “We shoot in May.”", ["Ada Moss", "Ada Moss"]),
    ("According to Third Rail, it shoots in May.", ["Third Rail"]),
    ("Third Rail announced that it shoots in May.", ["Third Rail"]),
    ("Ada Moss will direct.", [None]),
    ("Variety reported that it shoots in May.", [None]),
    ("“It is mine,” said Ada Moss.\n\n“Never mind that they shoot in May.”", ["Ada Moss", None]),
]


@pytest.mark.parametrize(("text", "told"), _SPOKEN)
def test_it_is_told_who_speaks(text: str, told: list[str | None]) -> None:
    names = [
        (n, k) for n, k in (("Ada Moss", "Person"), ("Third Rail", "Company"), ("Variety", "Company")) if n in text
    ]
    found = reading(parsed(text), _entities(text, *names), None)
    by = speakers(found)
    assert [found.entities[by[n]].name if n in by else None for n in range(len(found.words.sentences))] == told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rian Johnson will direct “Brick,” a remake of the 1983 comedy.", ["Brick", "Brick (1983)"]),
        ("Rian Johnson directed “Brick,” a 2005 film about a murder.", ["Brick"]),
    ],
)
def test_the_older_film_of_the_name_bears_its_year(text: str, name: list[str]) -> None:
    found = with_sources(reading(parsed(text), _entities(text, ("Brick", "Work")), "2012-01-01"))
    assert [e.name for e in found.entities] == name


def test_a_nameless_novel_takes_the_name_of_the_film() -> None:
    text = "Rian Johnson will direct “Brick,” based on the novel by Ann Writer."
    words = parsed(text)
    place = words.word_at(text.index("Brick"))
    found = with_sources(reading(words, clustered(words, [Mention(place, place + 1, "Work")]), None))
    assert [(e.type, e.name) for e in found.entities] == [("Film", "Brick"), ("Book", "Brick (novel)")]
