from itertools import pairwise

import numpy as np
import pytest

from slategraph.extraction.builtin.encoder import inputs
from slategraph.extraction.builtin.encoder.encoder import shipped_encoder
from slategraph.extraction.builtin.encoder.inputs import Layout, Pieces, Tokens, means, shape, shares, windows
from slategraph.extraction.builtin.names.mentions import Mention
from slategraph.extraction.builtin.names.things import things
from slategraph.extraction.builtin.pairs.layout import Reading, reading
from slategraph.extraction.builtin.pairs.pairs import Pairs
from slategraph.extraction.builtin.text.language import cut, parse
from slategraph.extraction.builtin.text.words import Words, bare_words, words_of

STORY = "Ada Lund will direct “Night Ferry” for Netflix.\n\nShe wrote the script."
VOCABULARY = {word: number for number, word in enumerate(["[PAD]", "¶", "night", "##ly", "fer", "##ry", "’", "s", "e"])}


def read(text: str) -> tuple[Words, Reading]:
    words = words_of(parse(text))
    named = [Mention(0, 2, "Person"), Mention(5, 7, "Work"), Mention(9, 10, "Company")]
    return words, reading(words, things(words, named), "2020-01-01")


@pytest.mark.parametrize(
    ("word", "numbers"),
    [
        ("Nightly", [2, 3]),
        ("FERRY", [4, 5]),
        ("é", [8]),
        ("night’s", [2, 6, 7]),
        ("xyz", [100]),
        ("\n\n", [1]),
        (" ", []),
    ],
)
def test_a_word_is_cut_into_the_longest_known_pieces(word: str, numbers: list[int]) -> None:
    assert Tokens(VOCABULARY).of(word) == numbers


def test_the_shape_tells_a_capital_from_one_that_only_opens_a_sentence() -> None:
    assert len({shape("Ferry", "the"), shape("Ferry", "."), shape("FERRY", "the"), shape("ferry", "the")}) == 4


@pytest.mark.parametrize("size", [0, 1, 399, 400, 401, 1500])
def test_each_piece_of_a_long_text_has_one_place_in_its_windows(size: int) -> None:
    found = Pieces()
    for number in range(size):
        found.add([200 + number], (1, 0, 0))
    cut_up = windows(found)
    flat = cut_up.ids.reshape(-1)
    assert flat[cut_up.place].tolist() == [200 + number for number in range(size)]
    assert all(b[0] < a[1] for a, b in pairwise(cut_up.spans))


def test_the_encoder_says_a_chance_for_each_tag_of_each_word() -> None:
    words = bare_words(cut(STORY))
    half = shipped_encoder().begin(words)
    told = [i for i, form in enumerate(words.forms) if not form.isspace()]
    assert np.allclose(np.exp(half.tags[told]).sum(axis=1), 1, atol=1e-3)


def test_words_without_grammar_are_read_as_those_with_it() -> None:
    with_grammar, without = shipped_encoder().begin(read(STORY)[0]), shipped_encoder().begin(bare_words(cut(STORY)))
    assert np.array_equal(with_grammar.tags, without.tags)


def test_each_pair_gets_a_score_for_each_label() -> None:
    words, found = read(STORY)
    encoder = shipped_encoder()
    pairs = list(Pairs(found, frozenset()).all())
    seen = encoder.see(encoder.begin(words), found, pairs)
    assert seen.scores.shape == (len(pairs), len(encoder.labels))
    statuses, certainties = seen.force(0, "directs")
    assert np.isclose(np.exp(statuses).sum(), 1, atol=1e-3)
    assert np.isclose(np.exp(certainties).sum(), 1, atol=1e-3)


def test_no_pairs_get_no_scores() -> None:
    words, found = read(STORY)
    encoder = shipped_encoder()
    assert encoder.see(encoder.begin(words), found, []).scores.shape == (0, len(encoder.labels))


def test_a_name_is_marked_from_its_first_piece_to_its_last() -> None:
    words, found = read(STORY)
    layout = inputs.lay_out(found, range(len(words)), range(1, len(words) + 1))
    kinds = {(first, last): kind for first, last, kind, _ in layout.marks if kind >= 0}
    assert kinds[0, 2] == 2 * inputs.KINDS.index("Person")
    assert kinds[5, 7] == 2 * inputs.KINDS.index("Work")


def test_the_mean_of_a_row_is_what_its_shares_give() -> None:
    layout = Layout(rows=[(0, 2, 0, 2), (1, 2, 3, 5), (2, 2, 4, 5)])
    place, flat = np.array([1, 2, 4, 5, 6]), np.arange(16, dtype=np.float32).reshape(8, 2)
    assert np.allclose(means(layout, place, flat), shares(layout, place, len(flat)) @ flat)
