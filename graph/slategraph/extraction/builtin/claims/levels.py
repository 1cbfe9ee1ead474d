"""Classify the status and certainty of a claim by its clause."""

from collections.abc import Sequence

import numpy as np

from slategraph.extraction.builtin.encoder.encoder import CERTAINTY, STATUS
from slategraph.extraction.builtin.models.linear import Floats, Linear
from slategraph.extraction.builtin.pairs.context import Context
from slategraph.extraction.builtin.pairs.pairs import Pair, speaker
from slategraph.extraction.builtin.pairs.places import place_of
from slategraph.model.vocabulary import CERTAINTIES, STATUSES

#: The weight of the encoder's log-probabilities beside those of the clause.
SHARE = 1.5
_DENYING = frozenset(("deny", "denies", "denied", "denying", "refuted", "refutes"))
_LEVELS = frozenset(STATUSES) | frozenset(CERTAINTIES)
#: Features that are also crossed with the label.
_CROSSED = ("v=", "aux", "why", "credit", "state", "L1=", "R1=", "inbracket", "spoken")


def level_features(context: Context, pair: Pair, label: str) -> list[str]:
    """The features of a claim's status and certainty: the words around, the verb and its helpers, the work's state."""
    items = context.sentence(pair.at)
    base = place_of(context, pair.at).for_levels
    base = [*base, *_verb(context, pair.at)]
    base += [f"s={context.forms[k]}" for k in items]
    base += [f"sc={cue}" for k in items for cue in context.cues[k] if cue in _LEVELS]
    base += pair.link.for_levels if pair.link else []
    base += [*_state(context, pair), _speech(context, items), _spoken(context, pair)]
    crossed = [f"{label}&{f}" for f in base if f.startswith(_CROSSED)]
    return ["1", f"p={label}", *dict.fromkeys(base), *crossed]


def levels_of(
    context: Context, pair: Pair, label: str, model: Linear, log_probs: tuple[Floats, Floats]
) -> tuple[str, str]:
    """Status and certainty of a claim; `log_probs` are the encoder's log-probabilities of each."""
    scores = np.log(model.distribution([level_features(context, pair, label)])[0] + 1e-4)
    statuses, certainties = log_probs
    totals = {
        (status, certainty): score + SHARE * (statuses[STATUS.index(status)] + certainties[CERTAINTY.index(certainty)])
        for score, (status, certainty) in zip(scores, (name.split("/") for name in model.labels), strict=True)
    }
    status, certainty = max(totals, key=totals.__getitem__)
    deniable = pair.kind in ("PW", "CW", "PX") and status != "exited"
    return status, "denied" if deniable and _denied(context, pair.at) else certainty


def _denied(context: Context, i: int) -> bool:
    """Whether the clause of an item is what somebody denies, or says in the present that it is not so."""
    words, k = context.found.words, context.found.root(i)
    within = False
    for _ in range(6):
        head = words.heads[k]
        within = within or words.deps[k] in ("ccomp", "acl")
        if within and words.lower[head] in _DENYING:
            return True
        if words.deps[k] in ("nsubj", "nsubjpass") and _is_not(context, head):
            return True
        if head == k or words.deps[k] in ("relcl", "advcl", "conj"):
            return False
        k = head
    return False


def _is_not(context: Context, verb: int) -> bool:
    """*isn't directing*, *is not attached*; *was not*, *had not* may have come about since."""
    words = context.found.words
    going = words.tags[verb] == "VBG" or words.lower[verb] in ("attached", "involved", "part")
    first, last = words.sentences[words.sentence_of[verb]]
    kids = [words.lower[k] for k in range(max(first, verb - 4), min(last, verb)) if words.heads[k] == verb]
    return going and any(k in ("not", "n't", "n’t") for k in kids) and any(k in ("is", "are", "'s", "’s") for k in kids)


def _verb(context: Context, i: int) -> list[str]:
    """The verbs above an item in the sentence's grammar, with auxiliaries, negation and tense."""
    words, k = context.found.words, context.found.root(i)
    found: list[str] = []
    for depth in range(6):
        head = words.heads[k]
        if words.parts[head] == "VERB" and head != k:
            found += [f"v={words.lower[head]}", f"tense={words.tags[head]}{min(depth, 2)}", *_helpers(context, head)]
        if head == k:
            break
        k = head
    return found


def _helpers(context: Context, verb: int) -> list[str]:
    words = context.found.words
    first, last = words.sentences[words.sentence_of[verb]]
    low, high = max(first, verb - 6), min(last, verb + 4)
    kids = [
        k
        for k in range(low, high)
        if words.heads[k] == verb and words.deps[k] in ("aux", "auxpass", "neg", "advmod", "prt")
    ]
    return [f"aux={words.lower[k]}" for k in kids] + [f"vaux={words.lower[verb]}{words.lower[k]}" for k in kids]


def _state(context: Context, pair: Pair) -> list[str]:
    """Whether the work is already released: a year beside it, a credit in brackets, the words around it."""
    found = context.found
    work = found.entities[pair.one if pair.kind == "PX" else pair.other]
    year = found.published[:4] if found.published else "9999"
    features = []
    for mention in work.mentions[:4]:
        i = found.item_at[mention.first]
        near = range(max(0, i - 3), min(len(found.items), i + 4))
        dates = (date for k in near if (date := found.date(k)) is not None)
        features += [f"stateyear{date.value[:4] < year}" for date in dates]
        features.append(f"stateb{found.words.in_bracket[mention.first] is not None}")
        features += [f"staten={context.forms[k]}" for k in near]
    return features


def _spoken(context: Context, pair: Pair) -> str:
    """Whether someone says so: one of the two that it is about, another person, or a company."""
    by = speaker(context, pair)
    if by is None:
        return "spoken-"
    return "spoken=" if by in (pair.one, pair.other) else f"spoken{context.found.entities[by].mention_type}"


def _speech(context: Context, items: Sequence[int]) -> str:
    """How much of a sentence is speech in quotation marks: nothing, less than half, or more."""
    found = context.found
    first, last = found.items[items[0]].first, found.items[items[-1]].last
    quoted = sum(quote is not None and not quote.title for quote in found.words.in_quote[first:last])
    return f"quoted{0 if not quoted else 1 if quoted / max(1, last - first) < 0.5 else 2}"
