"""The parts of the language-model extractor: settings, prompt, pieces, quotations, names, cache, costs."""

import json
import os
import time
from email.utils import formatdate
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slategraph import Article, Entity
from slategraph.errors import BadInput
from slategraph.extraction.llm import cache
from slategraph.extraction.llm.cast import Cast
from slategraph.extraction.llm.checking import held
from slategraph.extraction.llm.configuration import Settings, from_environment
from slategraph.extraction.llm.costs import Ledger
from slategraph.extraction.llm.pieces import Piece, cut, halves
from slategraph.extraction.llm.problems import seconds
from slategraph.extraction.llm.prompt import example, messages, rules, schema
from slategraph.extraction.llm.replies import Answer
from slategraph.extraction.llm.spans import Text
from slategraph.extraction.llm.threads import at_once
from slategraph.model.vocabulary import CERTAINTIES, NOTES, PREDICATES, STAGES, STATUSES, TYPES

ENOUGH = {"SLATEGRAPH_LLM_URL": "http://localhost:11434/v1/", "SLATEGRAPH_LLM_MODEL": "teller"}

# ---------------------------------------------------------------- settings


def test_address_and_model_are_enough() -> None:
    assert from_environment(ENOUGH) == Settings("http://localhost:11434/v1", "teller", "")


def test_the_client_s_own_variables_do_too() -> None:
    given = {"OPENAI_BASE_URL": "https://slate.example/v1", "OPENAI_API_KEY": "k", "OPENAI_MODEL": "teller"}
    assert from_environment(given) == Settings("https://slate.example/v1", "teller", "k")


def test_the_variable_that_holds_a_wrong_address_is_named() -> None:
    with pytest.raises(BadInput, match="OPENAI_BASE_URL is not the address"):
        from_environment({"OPENAI_BASE_URL": "slate.example", "OPENAI_MODEL": "teller"})


def test_a_key_goes_to_no_other_address_than_its_own() -> None:
    assert from_environment(ENOUGH | {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "https://slate.example"}).key == ""


def test_limits_are_set() -> None:
    limits = {
        "TIMEOUT": "1.5",
        "RETRIES": "0",
        "PARALLEL": "8",
        "WORDS": "400",
        "CONFIDENCE": "0.9",
        "PRICES": "1, 2.5",
    }
    settings = from_environment(ENOUGH | {f"SLATEGRAPH_LLM_{name}": value for name, value in limits.items()})
    assert (settings.timeout, settings.retries, settings.parallel) == (1.5, 0, 8)
    assert (settings.words, settings.confidence, settings.prices) == (400, 0.9, (1.0, 2.5))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLATEGRAPH_LLM_URL", ""),
        ("SLATEGRAPH_LLM_URL", "localhost:11434"),
        ("SLATEGRAPH_LLM_URL", "ftp://localhost"),
        ("SLATEGRAPH_LLM_URL", "http://"),
        ("SLATEGRAPH_LLM_URL", "http://localhost:99999"),
        ("SLATEGRAPH_LLM_URL", "http://[::1"),
        ("SLATEGRAPH_LLM_MODEL", " "),
        ("SLATEGRAPH_LLM_TIMEOUT", "0"),
        ("SLATEGRAPH_LLM_TIMEOUT", "soon"),
        ("SLATEGRAPH_LLM_TIMEOUT", "99999999999999999999"),
        ("SLATEGRAPH_LLM_RETRIES", "1.5"),
        ("SLATEGRAPH_LLM_PARALLEL", "0"),
        ("SLATEGRAPH_LLM_WORDS", "-1"),
        ("SLATEGRAPH_LLM_CONFIDENCE", "1.1"),
        ("SLATEGRAPH_LLM_PRICES", "cheap"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(BadInput, match=name):
        from_environment(ENOUGH | {name: value})


@pytest.mark.parametrize(
    "given", [{"SLATEGRAPH_LLM_KEY": "se cret"}, {"SLATEGRAPH_LLM_URL": "http://user:se cret@slate.example/"}]
)
def test_a_wrong_key_is_not_shown(given: dict[str, str]) -> None:
    with pytest.raises(BadInput) as caught:
        from_environment(ENOUGH | given)
    assert "cret" not in str(caught.value)


def test_settings_are_shown_without_the_key() -> None:
    assert "secret" not in repr(Settings("http://localhost/v1", "teller", "secret"))


# ---------------------------------------------------------------- waiting times


def test_a_waiting_time_is_a_number_or_a_date() -> None:
    soon = seconds(formatdate(time.time() + 60, usegmt=True))
    assert seconds("1.5") == 1.5 and soon and 50 < soon <= 60


@pytest.mark.parametrize("header", [None, "", "0", "soon", "-1", formatdate(0, usegmt=True)])
def test_what_asks_for_no_waiting_leaves_it_to_the_reader(header: str | None) -> None:
    assert seconds(header) is None


# ---------------------------------------------------------------- prompt


def test_the_rules_hold_every_word_of_the_ontology() -> None:
    words = [*TYPES, *PREDICATES, *STATUSES, *CERTAINTIES, *STAGES]
    assert [word for word in words if f"- {word}" not in rules()] == []


def test_the_rules_hold_every_fine_point_of_the_ontology() -> None:
    assert len(NOTES) > 20 and [note for note in NOTES.values() if note not in rules()] == []


def test_the_rules_are_no_longer_than_they_must_be() -> None:
    assert len(rules().split()) < 1500


def test_all_of_the_worked_example_holds() -> None:
    story, said = Article(**example()["article"]), example()["answer"]
    answer = Answer(Piece(0, len(story.text)), tuple(said["entities"]), tuple(said["claims"]))
    found = held(story, [answer], extractor="x", confidence=1)
    assert found.left_out == {} and len(found.reports) == len(answer.claims)


def test_the_worked_example_shows_every_status_and_certainty() -> None:
    claims = example()["answer"]["claims"]
    assert {c["status"] for c in claims} == set(STATUSES) and {c["certainty"] for c in claims} == set(CERTAINTIES)


def test_the_worked_example_shows_a_credit_in_brackets_in_the_capacity_that_is_named() -> None:
    story, claims = example()["article"]["text"], example()["answer"]["claims"]
    shown = [c for c in claims if c["evidence"].startswith("actor ") and c["evidence"].endswith(")")]
    assert [(c["predicate"], c["certainty"]) for c in shown] == [("actsIn", "confirmed")]
    assert shown[0]["evidence"] in story


def test_the_worked_example_keeps_to_the_schema() -> None:
    fields = schema()["properties"]["claims"]["items"]["required"]
    assert all(list(claim) == fields for claim in example()["answer"]["claims"])


def test_no_headline_can_close_the_marks_of_the_text() -> None:
    plain, titled = (messages(Article("a", "A film.", title=title), Piece(0, 7))[-1] for title in (None, "A headline"))
    mark = plain["content"].rsplit("</", 1)[1].split(">")[0]
    assert mark not in titled["content"]


def test_half_characters_can_be_sent() -> None:
    story = Article("a", "A film \ud800 b.")
    assert json.dumps(messages(story, Piece(0, 11)), ensure_ascii=False).encode()


# ---------------------------------------------------------------- pieces

_TEXTS = st.lists(
    st.sampled_from(["One two three.", "Four!", "word", "\n\n", "a b c d e f", "“Why?” he", "  "]), max_size=80
)


@given(_TEXTS, st.integers(8, 60))
def test_pieces_cover_the_text_and_are_no_longer_than_asked(parts: list[str], words: int) -> None:
    text = " ".join(["x", *parts])
    pieces = cut(text, words)
    assert pieces[0].start == 0 and pieces[-1].end == len(text)
    assert all(later.start <= earlier.end for earlier, later in pairwise(pieces))
    assert all(later.end > earlier.end for earlier, later in pairwise(pieces))
    assert all(len(text[p.start : p.end].split()) <= words for p in pieces)


def test_a_short_text_is_one_piece() -> None:
    assert cut("One two. Three.", 1000) == [Piece(0, 15)]


def test_pieces_repeat_the_end_of_the_one_before() -> None:
    text = "One two three four. " * 40
    first, second, *_ = cut(text, 80)
    assert 4 <= len(text[second.start : first.end].split()) <= 10


def test_a_sentence_without_end_is_cut_between_words() -> None:
    text = "word " * 500
    assert all(text[p.end - 1] == " " for p in cut(text, 100))


def test_halves_are_smaller_and_cover_the_piece() -> None:
    text = "One two three four. " * 60
    piece = Piece(400, 1000)
    smaller = halves(text, piece)
    assert len(smaller) == 2 and (smaller[0].start, smaller[-1].end) == (400, 1000)


def test_a_short_piece_is_not_halved() -> None:
    assert halves("One two three four. " * 10, Piece(0, 200)) == []


# ---------------------------------------------------------------- quotations and names


@pytest.mark.parametrize(
    ("text", "quotation", "found"),
    [
        ("She said “no” twice.", 'said "no" twice', "said “no” twice"),
        ("It’s a\n\u00a0go – now…", "It's a go - now...", "It’s a\n\u00a0go – now…"),
        ("Ame\u0301lie stars.", "Amélie stars", "Ame\u0301lie stars"),
        ("Soft\u00adware wins.", "Software wins", "Soft\u00adware wins"),
        ("Shooting starts now, he said.", "“Shooting starts now.”", "Shooting starts now"),
        ("One two.", "one two", None),
        ("One two.", "One three", None),
        ("One two.", " … ", None),
        ("", "One", None),
    ],
)
def test_a_quotation_is_found_but_for_marks_and_blanks(text: str, quotation: str, found: str | None) -> None:
    span = Text(text).find(quotation)
    assert (text[slice(*span)] if span else None) == found


def test_a_quotation_begins_and_ends_with_whole_words_where_it_can() -> None:
    text = Text("McAnn stars. Ann stars, Ann starstruck.")
    assert (text.find("Ann stars"), text.find("nn star")) == ((13, 22), (3, 10))


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        ("Chloé Zhao", "Chloe Zhao", True),
        ("Chloe Zhao", "CHLOÉ Zhao", True),
        ("Chloéa Zhao", "Chloé", False),
        ("Anna Chloé", "Chloé Zhao", False),
    ],
)
def test_a_name_is_known_whatever_its_capitals_and_accents(text: str, name: str, known: bool) -> None:
    assert Text(text).holds(name) is known


def test_a_quotation_is_sought_from_a_place_on_and_then_everywhere() -> None:
    text = Text("one two. one two. three")
    assert (text.find("one two", 3), text.find("one two", 20)) == ((9, 16), (0, 7))


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_every_part_of_a_text_is_found_in_it(text: str, start: int, end: int) -> None:
    part = text[start:end]
    span = Text(text).find(part)
    assert span is None or 0 <= span[0] < span[1] <= len(text)
    if any(character.isalpha() for character in part):
        assert span is not None


def cast(*entities: dict[str, Any], text: str, known: tuple[Entity, ...] = ()) -> Cast:
    return Cast(Text(text), entities, known)


def person(name: str, *aliases: str) -> dict[str, Any]:
    return {"name": name, "type": "Person", "aliases": list(aliases)}


def test_aliases_are_names_that_the_text_holds() -> None:
    found = cast(
        person("Orla Finch", "Finch", "O. Finch", "the filmmaker", "she", "Orla Finch", "The Finch"),
        text="Orla Finch, the filmmaker, said that she is The Finch.",
    )
    assert found.entity("Finch", ["Person"]) == Entity("Person", "Orla Finch", ("Finch", "The Finch"))


def test_aliases_may_begin_with_a_small_word_of_a_name() -> None:
    found = cast(person("Guillermo del Toro", "del Toro"), text="Guillermo del Toro. As del Toro said,")
    assert found.entity("del Toro", ["Person"]) == Entity("Person", "Guillermo del Toro", ("del Toro",))


def test_names_lose_the_quotation_marks_around_them_and_keep_their_apostrophes() -> None:
    films: list[dict[str, Any]] = [{"name": name, "type": "Film", "aliases": []} for name in ("‘Brick’", "The Boys’")]
    found = cast(*films, text="‘Brick’ and The Boys’")
    names = [found.entity(name, ["Film"]) for name in ("Brick", "The Boys’")]
    assert [entity and entity.name for entity in names] == ["Brick", "The Boys’"]


def test_a_surname_means_the_person_who_bears_it() -> None:
    found = cast(person("Finch"), person("Orla Finch", "Finch"), text="Orla Finch. Finch.")
    assert found.entity("Finch", ["Person"]) == Entity("Person", "Orla Finch", ("Finch",))


def test_a_title_means_the_work_that_is_called_just_so() -> None:
    films = [{"name": name, "type": "Film", "aliases": ["Rebecca"]} for name in ("Rebecca (1940)", "Rebecca")]
    found = cast(*films, text="Rebecca").entity("Rebecca", ["Film"])
    assert found and found.name == "Rebecca"


def test_the_type_decides_between_things_of_one_name() -> None:
    both: list[dict[str, Any]] = [{"name": "Cobb", "type": kind, "aliases": []} for kind in ("Character", "Film")]
    found = cast(*both, text="Cobb")
    assert found.entity("Cobb", ["Film", "Series"]) == Entity("Film", "Cobb")
    assert found.entity("Cobb", ["Place"]) is None


def test_a_novel_may_be_called_a_book() -> None:
    found = cast({"name": "Rebecca (novel)", "type": "Book", "aliases": []}, text="Rebecca, the novel")
    assert found.entity("Rebecca (book)", ["Book", "Play", "Game"]) == Entity("Book", "Rebecca (novel)")


@pytest.mark.parametrize("item", [None, 7, {}, {"name": 1, "type": "Film"}, {"name": "A", "type": ["Film"]}])
def test_what_is_no_entity_is_passed_over(item: Any) -> None:
    assert Cast(Text("A film"), [item]).entity("A", ["Film", "Series"]) is None


# ---------------------------------------------------------------- cache and costs


@pytest.mark.parametrize(
    ("environment", "platform", "ends"),
    [
        ({"SLATEGRAPH_CACHE": "/c"}, "linux", "/c"),
        ({"XDG_CACHE_HOME": "/x"}, "linux", "/x/slategraph"),
        ({}, "linux", ".cache/slategraph"),
        ({}, "darwin", "Library/Caches/slategraph"),
        ({"LOCALAPPDATA": "/l"}, "win32", "/l/slategraph/Cache"),
    ],
)
def test_the_cache_lies_where_the_platform_has_its_caches(
    environment: dict[str, str], platform: str, ends: str
) -> None:
    assert cache.folder(environment, platform).as_posix().endswith(ends)


def test_a_cache_in_no_home_is_named() -> None:
    with pytest.raises(BadInput, match="set SLATEGRAPH_CACHE"):
        cache.folder({"SLATEGRAPH_CACHE": "~nobody-of-this-name/answers"})


def test_what_was_put_is_got(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLATEGRAPH_CACHE", str(tmp_path))
    cache.put("ab12", {"claims": ["Amélie"]})
    assert cache.get("ab12") == {"claims": ["Amélie"]} and cache.get("ab13") is None


def test_answers_put_at_once_leave_new_files_as_closed_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLATEGRAPH_CACHE", str(tmp_path))
    before, real = os.umask(0o027), os.umask

    def slow(mask: int) -> int:
        old = real(mask)
        time.sleep(0.002)
        return old

    monkeypatch.setattr(os, "umask", slow)
    at_once([partial(cache.put, f"{number:02}", {"claims": []}) for number in range(40)], 8)
    assert real(before) == 0o027


def test_ledgers_are_added() -> None:
    total, one = Ledger(), Ledger()
    one.paid(1_000_000, 100_000)
    one.saved()
    total.add(one)
    total.add(one)
    assert total.text((0.5, 2)) == "2,000,000 tokens in, 200,000 out, $1.4000, 2 of 4 parts from the cache"
