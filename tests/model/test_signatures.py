"""Signatures: nearly the same text gives nearly the same signature, on every machine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slategraph import BadInput, Source
from slategraph.model.signatures import ALPHABET, LENGTH, NEAR, is_signature, likeness, signature
from strategies import HOSTILE

# A made-up story of 280 words.
STORY = (
    'Ridley Vance is in final talks to direct "The Salt Road" for Meridian Pictures, sources close to the project said '
    "on Tuesday. The film, adapted from the novel by Ana Bellweather, follows two sisters who smuggle salt across a "
    "closed border in the last winter of a civil war. Production is expected to begin in Lisbon next spring, with a "
    "budget in the region of $60 million.",
    'Vance, whose last picture "Harbour Lights" took the jury prize in Venice, replaces Owen Tarrant, who left the '
    "project in June over what was described as a difference of opinion about the script. Tarrant's version was "
    "written by Petra Lindqvist; a new draft by the novelist herself is now complete, and the studio is said to be "
    "happy with it.",
    '"I read the book in one sitting and then I read it again," Vance said at a festival panel last month. "It is the '
    'kind of story I have waited for since I was twenty." The director is represented by Halyard and by the lawyer '
    "Simon Pell.",
    "Meridian has had a slow year. Its two summer releases fell short of expectations, and the head of production, "
    "Carla Munro, was let go in August. The company has since promised a slate of six films, of which it would be the "
    "largest. No cast has been announced, though Nina Okafor and Theo Brandt are both said to have met with her.",
    "The rights to the novel were bought in 2021 after an auction between five studios. Producers are Ilse Grant and "
    "Marcus Hale of Longshore, who have been with the project from the beginning. Release is planned for 2027.",
)
CHANGED = (
    "A spokesman for the company would not comment on Wednesday. Shares in its parent rose by two percent in early "
    "trading, after a spring in which they had lost a third of their value."
)
ALONE = (
    'Meridian Pictures has found a new captain for "The Salt Road." Ridley Vance is closing a deal to take over the '
    "adaptation of Ana Bellweather's best-selling novel, two people with knowledge of the talks told us. She steps in "
    "for Owen Tarrant, who walked away early in the summer. Bellweather has lately rewritten the screenplay, setting "
    "aside an earlier one by Petra Lindqvist. Longshore's Ilse Grant and Marcus Hale produce. Shooting could start in "
    "Portugal in the spring. For Meridian, where Carla Munro was shown the door a few weeks ago, the picture is a bet "
    "of some size: about $60 million. Insiders mention Nina Okafor for one of the leads."
)
ONE_DAY = (
    'The long wait for "The Salt Road" may soon be over. Ridley Vance is in final talks to direct the film for '
    "Meridian Pictures, a person familiar with the matter said. Owen Tarrant had been attached to direct until June. "
    "Based on the novel by Ana Bellweather, it tells of two sisters who smuggle salt across a border during a war. "
    "Bellweather wrote the script. Ilse Grant and Marcus Hale are producing for Longshore, with production expected to "
    'begin next spring. "I read the book in one sitting and then I read it again," Vance said at a festival panel.'
)


def sign(text: str) -> str:
    signed = signature(text)
    assert signed is not None
    return signed


@pytest.mark.parametrize(
    "reprint",
    [
        " ".join(STORY),
        " ".join(STORY[:3]),
        " ".join(STORY[:2]),
        "Director Nears Deal\n\n" + "\n\n".join((*STORY[:3], CHANGED, STORY[4])),
        "\n\n".join(STORY).upper().replace("'", "’"),
    ],
    ids=["whole", "three paragraphs", "two paragraphs", "new headline, one paragraph changed", "set otherwise"],
)
def test_a_reprint_is_nearly_the_same(reprint: str) -> None:
    assert likeness(sign("\n\n".join(STORY)), sign(reprint)) > NEAR


@pytest.mark.parametrize("text", [ALONE, ONE_DAY], ids=["in other words", "with the same speech"])
def test_another_story_of_the_same_news_is_not(text: str) -> None:
    assert likeness(sign("\n\n".join(STORY)), sign(text)) < NEAR


def test_a_signature_is_for_ever() -> None:
    assert sign(STORY[0]) == (
        "sPyhdu2ZJ-B9-JtoBV1nugV6zF0VNH7YI7b_OVfODs_URF4ebyuk7Gthkdkdb3y4"
        "Jvo5PTFGtqYqNVYpx5AgSVvFGZ0U7DsG03aeSLeO0elu97bq5-YLd4hqh-7nFVok"
    )


@pytest.mark.parametrize("text", ["", "…", "Ada Lovell joins Heat 2.", " ".join(["word"] * 19)])
def test_a_short_notice_has_none(text: str) -> None:
    assert signature(text) is None


@given(st.text(st.sampled_from(HOSTILE + "\ud800")))
def test_any_text_has_one_or_none(text: str) -> None:
    signed = signature(f"{text} {STORY[0]} {text}")
    assert signed is not None and is_signature(signed)


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_a_text_is_like_itself(signed: str) -> None:
    assert likeness(signed, signed) == 1


@pytest.mark.parametrize("text", ["", "abc", "A" * 127, "A" * 129, "A" * 127 + "+", "A" * 127 + "\n"])
def test_what_is_no_signature_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="is not a signature of a text"):
        Source("x", signature=text)
