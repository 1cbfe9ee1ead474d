"""Classify each name over the whole text: person, company, work, character, place, or not a name at all."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from slategraph.extraction.builtin.models.linear import Floats, Linear
from slategraph.extraction.builtin.names.mentions import Mention, written
from slategraph.extraction.builtin.text.language import parts_of_speech
from slategraph.extraction.builtin.text.typography import SMALL
from slategraph.extraction.builtin.text.words import Words


def grouped(words: Words, found: Sequence[Mention]) -> Mapping[str, list[Mention]]:
    """The mentions of each name as it is written."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        groups[written(words, mention)].append(mention)
    return groups


def mention_type_features(
    words: Words, groups: Mapping[str, Sequence[Mention]], common: frozenset[str], log_probs: Floats | None = None
) -> dict[str, list[str]]:
    """The features of each name: what the tagger said where, what stands around, what the name is made of.

    `log_probs` are the encoder's log-probabilities of the tags, one row a word.
    """
    ends = Counter(words.forms[m.last - 1] for group in groups.values() for m in group if m.last - m.first > 1)
    persons = {
        words.forms[m.last - 1]
        for group in groups.values()
        for m in group
        if m.type == "Person" and m.last - m.first > 1
    }
    found = {name: _features(words, group, common, ends, persons) for name, group in groups.items()}
    if log_probs is not None:
        for name, group in groups.items():
            found[name] |= _by_encoder(log_probs, group)
    return {name: sorted(features) for name, features in found.items()}


def _by_encoder(log_probs: Floats, group: Sequence[Mention]) -> set[str]:
    """The encoder's probability of each mention type at the name's first word, the mean over its mentions."""
    probabilities = np.exp(np.stack([log_probs[m.first] for m in group]))[:, 1::2].mean(axis=0)
    order = np.argsort(-probabilities)
    top = Counter(m.type for m in group).most_common(1)[0][0]
    return {
        f"e{order[0]}{top}",
        f"e{order[0]}{order[1]}",
        *(f"e{k}{int(p * 5)}" for k, p in enumerate(probabilities)),
        f"eall{int(probabilities.sum() * 10)}",
        f"eall{int(probabilities.sum() * 10)}{top}",
    }


def _look(words: Words, i: int, common: frozenset[str]) -> str:
    if not 0 <= i < len(words):
        return "|"
    low = words.lower[i]
    return low if low in common or not low[:1].isalpha() else f"#{words.tags[i]}"


def _features(
    words: Words, group: Sequence[Mention], common: frozenset[str], ends: Counter[str], persons: set[str]
) -> set[str]:
    votes = Counter(m.type for m in group)
    top = votes.most_common(1)[0][0]
    first = group[0]
    plain = [w for w in words.lower[first.first : first.last] if w.isalpha() and w not in SMALL]
    english = sum(bool(parts_of_speech(w)) for w in plain)
    size = first.last - first.first
    made = f"{min(english, 3)}/{min(len(plain), 4)}"
    found = {
        "1",
        f"top{top}",
        f"n{min(len(group), 4)}{top}",
        f"size{min(size, 5)}{top}",
        f"made{made}",
        f"made{made}{top}",
    }
    found |= {f"vote{kind}" for kind in votes} | {f"votes{len(votes)}"}
    small = [w for w in words.lower[first.first : first.last] if w in SMALL]
    found |= {
        f"small{bool(small)}{top}",
        f"caps{words.forms[first.first].isupper()}{top}",
        f"low{words.forms[first.first].islower()}{top}",
    }
    found |= {f"the{words.lower[first.first] in ('the', 'a', 'an')}{top}"}
    last = words.forms[first.last - 1]
    if size > 1:
        alone = sum(form == last for form in words.forms) > ends[last]
        found |= {f"surname{alone}{top}", f"ends{min(ends[last], 3)}"}
    else:
        found.add(f"short{last in persons}{top}")
    for mention in group[:6]:
        found |= _around(words, mention, common, top)
    return found


def _around(words: Words, mention: Mention, common: frozenset[str], top: str) -> set[str]:
    i, j = mention.first, mention.last
    quote = words.in_quote[i]
    marks = "T" if quote is not None and quote.title else "s" if quote is not None else "-"
    step = 1 if i and words.forms[i - 1] in "“\"‘'«" else 0
    before = [_look(words, i - d - step, common) for d in (1, 2, 3)]
    after = [_look(words, j + d + step, common) for d in (0, 1, 2)]
    found = {f"q{marks}{top}", f"dep{words.deps[j - 1]}{top}"}
    found |= {f"b{d}{w}" for d, w in enumerate(before)} | {f"a{d}{w}" for d, w in enumerate(after)}
    found |= {
        f"b0{before[0]}&{top}",
        f"a0{after[0]}&{top}",
        f"ba{before[0]}_{after[0]}",
        f"bb{before[1]}_{before[0]}",
        f"aa{after[0]}_{after[1]}",
    }
    head = words.heads[j - 1]
    found.add(f"head{_look(words, head, common)}{words.deps[j - 1]}")
    bracket = words.in_bracket[i]
    if bracket is not None:
        found.add(f"br{words.starts[i] == bracket[0]}{words.ends[j - 1] == bracket[1]}{top}")
    run = words.run_of[i]
    if run is not None:
        found.add(f"run{run == (i, j)}{top}")
    return found


def retyped(words: Words, found: Sequence[Mention], model: Linear, log_probs: Floats | None = None) -> list[Mention]:
    """The mentions with their types corrected, without those that are not names."""
    groups = grouped(words, found)
    features = mention_type_features(words, groups, model.common, log_probs)
    rows = model.distribution(list(features.values()))
    types = {name: model.labels[int(row.argmax())] for name, row in zip(features, rows, strict=True)}
    return [replace(m, type=types[written(words, m)]) for m in found if types[written(words, m)] != "none"]
