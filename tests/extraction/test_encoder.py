from itertools import pairwise

import numpy as np
import pytest

from parsed import parsed
from slategraph.extraction.builtin.encoder import encoding
from slategraph.extraction.builtin.encoder.encoder import shipped_encoder
from slategraph.extraction.builtin.encoder.encoding import Rows, means
from slategraph.extraction.builtin.encoder.wordpieces import Pieces, Tokens, shape, windows
from slategraph.extraction.builtin.names.entities import clustered
from slategraph.extraction.builtin.names.mentions import Mention
from slategraph.extraction.builtin.pairs.context import Context
from slategraph.extraction.builtin.pairs.items import Reading, reading
from slategraph.extraction.builtin.pairs.pairs import pairs
from slategraph.extraction.builtin.text.language import cut
from slategraph.extraction.builtin.text.words import Words, bare_words

STORY = "Ada Lund will direct “Night Ferry” for Netflix.\n\nShe wrote the script."
VOCABULARY = {word: number for number, word in enumerate(["[PAD]", "¶", "night", "##ly", "fer", "##ry", "’", "s", "e"])}


def read(text: str) -> tuple[Words, Reading]:
    words = parsed(text)
    named = [Mention(0, 2, "Person"), Mention(5, 7, "Work"), Mention(9, 10, "Company")]
    return words, reading(words, clustered(words, named), "2020-01-01")


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


def test_the_tags_of_each_word_have_probabilities_that_add_up() -> None:
    words = bare_words(cut(STORY))
    encoded = shipped_encoder().encode(words)
    filled = [i for i, form in enumerate(words.forms) if not form.isspace()]
    assert np.allclose(np.exp(encoded.tags[filled]).sum(axis=1), 1, atol=1e-3)


def test_words_without_grammar_are_read_as_those_with_it() -> None:
    with_grammar, without = shipped_encoder().encode(read(STORY)[0]), shipped_encoder().encode(bare_words(cut(STORY)))
    assert np.array_equal(with_grammar.tags, without.tags)


def test_each_pair_gets_a_score_for_each_label() -> None:
    words, found = read(STORY)
    encoder = shipped_encoder()
    every = pairs(Context(found, frozenset()))
    output = encoder.score(encoder.encode(words), found, every)
    assert output.scores.shape == (len(every), len(encoder.labels))
    statuses, certainties = output.levels(0, "directs")
    assert np.isclose(np.exp(statuses).sum(), 1, atol=1e-3)
    assert np.isclose(np.exp(certainties).sum(), 1, atol=1e-3)


def test_no_pairs_get_no_scores() -> None:
    words, found = read(STORY)
    encoder = shipped_encoder()
    assert encoder.score(encoder.encode(words), found, []).scores.shape == (0, len(encoder.labels))


def test_a_name_is_marked_from_its_first_piece_to_its_last() -> None:
    words, found = read(STORY)
    rows = encoding.rows_of(found, range(len(words)), range(1, len(words) + 1))
    kinds = {(first, last): kind for first, last, kind, _ in rows.markers if kind >= 0}
    assert kinds[0, 2] == 2 * encoding.MENTION_TYPES.index("Person")
    assert kinds[5, 7] == 2 * encoding.MENTION_TYPES.index("Work")


def test_the_vector_of_a_row_is_the_mean_of_its_first_and_last_pieces() -> None:
    rows = Rows(rows=[(0, 2, 0, 2), (1, 2, 3, 5), (2, 2, 4, 5)])
    place, flat = np.array([1, 2, 4, 5, 6]), np.arange(16, dtype=np.float32).reshape(8, 2)
    assert means(rows, place, flat).tolist() == [[3, 4], [7.5, 8.5], [6, 6.5]]
