"""How far a relation has got and who vouches for it: status and certainty of a claim, by its clause."""

from collections.abc import Sequence

import numpy as np

from slategraph.extraction.builtin.encoder.encoder import CERTAINTY, STATUS
from slategraph.extraction.builtin.models.linear import Floats, Linear
from slategraph.extraction.builtin.pairs.pairs import Pair, Pairs
from slategraph.model.vocabulary import CERTAINTIES, STATUSES

#: How much the encoder's word counts beside that of the clause.
SHARE = 1.5
_DENYING = frozenset(("deny", "denies", "denied", "denying", "refuted", "refutes"))
_LEVELS = frozenset(STATUSES) | frozenset(CERTAINTIES)


def force_features(pairs: Pairs, pair: Pair, label: str) -> list[str]:
    """What speaks for a status and a certainty: the words around, the verb and its helpers, the work's state."""
    found, i = pairs.found, pair.at
    items = pairs.by_sentence[found.sentence(i)]
    place = pairs._place(i, pairs.kind(i) or "S")
    base = [f for f in place if f.startswith(("L", "R", "A", "w", "g", "c", "how", "in"))]
    base += _verb(pairs, i)
    base += [f"s={pairs.forms[k]}" for k in items]
    base += [f"sc={cue}" for k in items for cue in pairs.cues[k] if cue in _LEVELS]
    work = [
        f
        for f in pair.features
        if f.split(":", 1)[1].startswith(("why", "credit", "brk", "side", "dist", "W", "wt", "wn"))
    ]
    base += [f.split(":", 1)[1] for f in work]
    base += _state(pairs, pair)
    base += _speech(pairs, items)
    base.append(_word_of(pairs, pair))
    crossed = [
        f"{label}&{f}"
        for f in base
        if f.startswith(("v=", "aux", "why", "credit", "state", "L1=", "R1=", "inbracket", "spoken"))
    ]
    return ["1", f"p={label}", *dict.fromkeys(base), *crossed]


def force_of(pairs: Pairs, pair: Pair, label: str, model: Linear, more: tuple[Floats, Floats]) -> tuple[str, str]:
    """Status and certainty of a claim; `more` are the encoder's logarithms of the chances of each."""
    shares = np.log(model.shares([force_features(pairs, pair, label)])[0] + 1e-4)
    scores = {
        (status, certainty): share + SHARE * (more[0][STATUS.index(status)] + more[1][CERTAINTY.index(certainty)])
        for share, (status, certainty) in zip(shares, (name.split("/") for name in model.labels), strict=True)
    }
    status, certainty = max(scores, key=scores.__getitem__)
    plain = pair.pair in ("PW", "CW", "PX") and status != "exited"
    return status, "denied" if plain and _denied(pairs, pair.at) else certainty


def _denied(pairs: Pairs, i: int) -> bool:
    """Whether the clause of an item is what somebody denies, or says in the present that it is not so."""
    words, item = pairs.found.words, pairs.found.items[i]
    k = next((k for k in range(item.first, item.last) if not item.first <= words.heads[k] < item.last), item.first)
    within = False
    for _ in range(6):
        head = words.heads[k]
        within = within or words.deps[k] in ("ccomp", "acl")
        if within and words.lower[head] in _DENYING:
            return True
        if words.deps[k] in ("nsubj", "nsubjpass") and _is_not(pairs, head):
            return True
        if head == k or words.deps[k] in ("relcl", "advcl", "conj"):
            return False
        k = head
    return False


def _is_not(pairs: Pairs, verb: int) -> bool:
    """*isn't directing*, *is not attached*; *was not*, *had not* may have come about since."""
    words = pairs.found.words
    going = words.tags[verb] == "VBG" or words.lower[verb] in ("attached", "involved", "part")
    first, last = words.sentences[words.sentence_of[verb]]
    kids = [words.lower[k] for k in range(max(first, verb - 4), min(last, verb)) if words.heads[k] == verb]
    return going and any(k in ("not", "n't", "n’t") for k in kids) and any(k in ("is", "are", "'s", "’s") for k in kids)


def _verb(pairs: Pairs, i: int) -> list[str]:
    """The verbs above an item in the sentence's grammar, with auxiliaries, negation and tense."""
    words = pairs.found.words
    item = pairs.found.items[i]
    k = next((k for k in range(item.first, item.last) if not item.first <= words.heads[k] < item.last), item.first)
    found: list[str] = []
    for depth in range(6):
        head = words.heads[k]
        if words.parts[head] == "VERB" and head != k:
            found += [f"v={words.lower[head]}", f"tense={words.tags[head]}{min(depth, 2)}", *_helpers(pairs, head)]
        if head == k:
            break
        k = head
    return found


def _helpers(pairs: Pairs, verb: int) -> list[str]:
    words = pairs.found.words
    first, last = words.sentences[words.sentence_of[verb]]
    low, high = max(first, verb - 6), min(last, verb + 4)
    kids = [
        k
        for k in range(low, high)
        if words.heads[k] == verb and words.deps[k] in ("aux", "auxpass", "neg", "advmod", "prt")
    ]
    return [f"aux={words.lower[k]}" for k in kids] + [f"vaux={words.lower[verb]}{words.lower[k]}" for k in kids]


def _state(pairs: Pairs, pair: Pair) -> list[str]:
    """Whether the work is one that is out already: a year beside it, a credit in brackets, the words around it."""
    found = pairs.found
    thing = found.things[pair.other if pair.pair != "PX" else pair.one]
    year = found.published[:4] if found.published else "9999"
    features = []
    for mention in thing.mentions[:4]:
        i = found.item_at[mention.first]
        near = range(max(0, i - 3), min(len(found.items), i + 4))
        for k in near:
            number = found.items[k].thing
            if number is not None and number < 0:
                features.append(f"stateyear{found.dates[-1 - number].value[:4] < year}")
        features.append(f"stateb{found.words.in_bracket[mention.first] is not None}")
        features += [f"staten={pairs.forms[k]}" for k in near]
    return features


def _word_of(pairs: Pairs, pair: Pair) -> str:
    """Whether someone says so: one of the two that it is about, another person, or a company."""
    by = pairs.speaker(pair)
    if by is None:
        return "spoken-"
    return "spoken=" if by in (pair.one, pair.other) else f"spoken{pairs.found.things[by].kind}"


def _speech(pairs: Pairs, items: Sequence[int]) -> list[str]:
    words = pairs.found.words
    first, last = pairs.found.items[items[0]].first, pairs.found.items[items[-1]].last
    quoted = [k for k in range(first, last) if words.in_quote[k] is not None and not words.in_quote[k].title]  # type: ignore[union-attr]
    share = len(quoted) / max(1, last - first)
    return [f"quoted{0 if not quoted else 1 if share < 0.5 else 2}"]
