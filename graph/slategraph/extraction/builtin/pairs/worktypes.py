"""Which kind of work a title is: film, series, book, play, game or franchise, by the words around its mentions."""

from collections.abc import Iterable

import numpy as np

from slategraph.extraction.builtin.models.linear import Floats, Linear, shipped_model
from slategraph.extraction.builtin.names.things import Thing
from slategraph.extraction.builtin.pairs.layout import Reading
from slategraph.extraction.wordlists import listed

#: How much the encoder's word counts beside the words around a title.
SHARE = np.float32(1.0)


def type_features(found: Reading, thing: Thing) -> list[str]:
    """The features of a work: the words before and after each of its mentions, and the shape of its title."""
    features = {"1", f"len{len(thing.name.split())}", f"one{len(thing.mentions) == 1}"}
    forms = [item.form for item in found.items]
    for mention in thing.mentions:
        i = found.item_at[mention.first]
        before, after = forms[max(0, i - 6) : i], forms[i + 1 : i + 7]
        features |= {f"b{form}" for form in before[-4:]} | {f"a{form}" for form in after[:4]}
        features |= {f"B{form}" for form in before[-1:]} | {f"A{form}" for form in after[:1]}
        features |= {f"f{form}" for form in (*before, *after)}
        features.add(f"BB{' '.join(before[-2:])}")
        if i + 2 < len(forms) and after[:1] == ["("]:
            features.add(f"p{after[1]}")
        features.add(f"br{found.words.in_bracket[mention.first] is not None}")
        features |= {f"s{form}" for form in _sentence(found, i) if form in _TELLING}
    return sorted(features)


_TELLING = listed(
    "season seasons episode episodes series show drama sitcom pilot novel book author published publisher "
    "play stage broadway musical game gamers console franchise saga trilogy network film movie feature"
)


_SAID = {
    "film": "Film", "movie": "Film", "documentary": "Film", "thriller": "Film", "biopic": "Film", "series": "Series",
    "miniseries": "Series", "sitcom": "Series", "novel": "Book", "memoir": "Book", "play": "Play", "game": "Game",
}  # fmt: skip


def _sentence(found: Reading, i: int) -> list[str]:
    first, last = found.words.sentences[found.sentence(i)]
    return list(found.words.lower[first:last])


def said_type(found: Reading, thing: Thing) -> str | None:
    """The type that a sentence gives outright: *Brick is a 2005 American mystery film*, *“Dune,” a novel by …*."""
    for mention in thing.mentions:
        i = found.item_at[mention.first] + 1
        forms = [
            item.form
            for item in found.items[i : i + 10]
            if found.sentence(found.item_at[item.first]) == found.sentence(i - 1)
        ]
        if len(forms) > 2 and forms[0] in ("is", "was", ",") and forms[1] in ("a", "an"):
            kind = next((_SAID[form] for form in forms[2:] if form in _SAID), None)
            if kind is not None:
                return kind
    return None


def set_types(found: Reading, works: Iterable[Thing], model: Linear | None = None, more: Floats | None = None) -> None:
    """Give each work that carries no kind yet the likeliest one; `more` is what the encoder says of each word."""
    todo = [w for w in works if w.kind == "Work" and w.of is None]
    if todo:
        model = model or shipped_model("worktypes")
        shares = np.log(model.shares([type_features(found, w) for w in todo]) + 1e-6)
        if more is not None:
            shares += SHARE * np.stack([np.mean([more[m.first] for m in w.mentions], axis=0) for w in todo])
        for work, row in zip(todo, shares, strict=True):
            work.type = said_type(found, work) or model.labels[int(row.argmax())]
