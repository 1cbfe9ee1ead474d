"""Which kind of work a title is: film, series, book, play, game or franchise, by the words around its mentions."""

from dataclasses import replace

import numpy as np

from slategraph.extraction.builtin.models.linear import Floats, Linear
from slategraph.extraction.builtin.names.entities import TextEntity
from slategraph.extraction.builtin.pairs.items import Reading
from slategraph.extraction.wordlists import listed

#: The weight of the encoder's log-probabilities beside those of the words around a title.
SHARE = np.float32(1.0)


def type_features(found: Reading, work: TextEntity) -> list[str]:
    """The features of a work: the words before and after each of its mentions, and the shape of its title."""
    features = {"1", f"len{len(work.name.split())}", f"one{len(work.mentions) == 1}"}
    forms = [item.form for item in found.items]
    for mention in work.mentions:
        i = found.item_at[mention.first]
        before, after = forms[max(0, i - 6) : i], forms[i + 1 : i + 7]
        features |= {f"b{form}" for form in before[-4:]} | {f"a{form}" for form in after[:4]}
        features |= {f"B{form}" for form in before[-1:]} | {f"A{form}" for form in after[:1]}
        features |= {f"f{form}" for form in (*before, *after)}
        features.add(f"BB{' '.join(before[-2:])}")
        if i + 2 < len(forms) and after[:1] == ["("]:
            features.add(f"p{after[1]}")
        features.add(f"br{found.words.in_bracket[mention.first] is not None}")
        features |= {f"s{form}" for form in _sentence(found, i) if form in _SIGNS}
    return sorted(features)


_SIGNS = listed(
    "season seasons episode episodes series show drama sitcom pilot novel book author published publisher "
    "play stage broadway musical game gamers console franchise saga trilogy network film movie feature"
)


_STATED = {
    "film": "Film", "movie": "Film", "documentary": "Film", "thriller": "Film", "biopic": "Film", "series": "Series",
    "miniseries": "Series", "sitcom": "Series", "novel": "Book", "memoir": "Book", "play": "Play", "game": "Game",
}  # fmt: skip


def _sentence(found: Reading, i: int) -> list[str]:
    first, last = found.words.sentences[found.sentence(i)]
    return list(found.words.lower[first:last])


def stated_type(found: Reading, work: TextEntity) -> str | None:
    """The type that a sentence states outright: *Brick is a 2005 American mystery film*, *“Dune,” a novel by …*."""
    for mention in work.mentions:
        i = found.item_at[mention.first] + 1
        forms = [
            item.form
            for item in found.items[i : i + 10]
            if found.sentence(found.item_at[item.first]) == found.sentence(i - 1)
        ]
        if len(forms) > 2 and forms[0] in ("is", "was", ",") and forms[1] in ("a", "an"):
            kind = next((_STATED[form] for form in forms[2:] if form in _STATED), None)
            if kind is not None:
                return kind
    return None


def typed(found: Reading, model: Linear, log_probs: Floats | None = None) -> Reading:
    """The reading with the likeliest type for each named work.

    `log_probs` are the encoder's log-probabilities of the types, one row a word.
    """
    works = [e for e in found.entities if e.mention_type == "Work" and e.source_of is None]
    if not works:
        return found
    scores = np.log(model.distribution([type_features(found, w) for w in works]) + 1e-6)
    if log_probs is not None:
        scores += SHARE * np.stack([np.mean([log_probs[m.first] for m in w.mentions], axis=0) for w in works])
    best = (model.labels[int(row.argmax())] for row in scores)
    types = {w.number: stated_type(found, w) or label for w, label in zip(works, best, strict=True)}
    return replace(found, entities=tuple(replace(e, type=types.get(e.number, e.type)) for e in found.entities))
