"""What the name tagger looks at, for each word: its look, its grammar, its neighbours, the marks around it."""

import functools
import re
from collections import Counter
from collections.abc import Sequence

from slategraph.extraction.builtin.names.gazetteer import trade
from slategraph.extraction.builtin.text.language import parts_of_speech
from slategraph.extraction.builtin.text.typography import SMALL
from slategraph.extraction.builtin.text.words import Words, capital
from slategraph.extraction.wordlists import listed

_COMPANY = listed(
    "pictures films film entertainment studios studio productions production media television tv company co inc group "
    "partners ventures cinema cinemas releasing distribution features agency management artists international network "
    "networks channel press books publishing publishers comics literary house animation filmproduktion filmes cine "
    "llc ltd gmbh corp corporation capital fund works banner"
)
_TITLES = listed(
    "mr mrs ms miss dr sir lady lord dame king queen prince princess captain capt detective inspector sergeant "
    "sgt lieutenant lt major general colonel agent officer sheriff judge professor prof father sister "
    "brother uncle aunt saint pope president governor count countess baron duke"
)
_SEPARATORS = re.compile(r"\W+")


@functools.cache
def _parts(low: str) -> str:
    return parts_of_speech(low)


@functools.cache
def _shape(form: str) -> str:
    shape = re.sub(r"[^\W\d_]", lambda m: "X" if m.group().isupper() else "x", re.sub(r"\d", "9", form))
    return re.sub(r"(.)\1+", r"\1", shape)[:6]


def _look(words: Words, i: int, common: frozenset[str]) -> str:
    """The word itself where it is a common one, else only its look: names are not to be learned by heart."""
    low = words.lower[i]
    return low if low in common else f"#{_shape(words.forms[i])}"


def _quote(words: Words, i: int) -> str:
    quote = words.in_quote[i]
    if quote is None:
        return "-"
    kind = "T" if quote.title else "s"
    place = "B" if words.starts[i] <= quote.start else "E" if words.ends[i] >= quote.end else "I"
    return kind + place


def _run_features(words: Words, i: int, looks: Sequence[str]) -> list[str]:
    run = words.run_of[i]
    if run is None:
        return ["run-"]
    first, last = run
    before = looks[first - 1] if first else "<"
    after = looks[last] if last < len(words) else ">"
    sentence = words.sentences[words.sentence_of[i]]
    place = f"{min(i - first, 3)}/{min(last - first, 5)}"
    found = [
        f"run{place}",
        f"run<{before}",
        f"run>{after}",
        f"run<>{before}|{after}",
        f"runat{first == sentence[0]}{place}",
    ]
    plain = [w for w in words.lower[first:last] if w.isalpha() and w not in SMALL]
    english = sum(bool(_parts(w)) for w in plain)
    found += [f"runen{min(english, 4)}/{min(len(plain), 4)}", f"runen{english == len(plain)}{place}"]
    company = [w for w in words.lower[first:last] if w in _COMPANY]
    if company:
        found += ["runco", f"runco{words.lower[last - 1] in _COMPANY}", f"runco={company[-1]}"]
    if first > 1:
        found.append(f"run<<{looks[first - 2]}")
    if words.lower[first].rstrip(".") in _TITLES:
        found.append("rank")
    if any(words.lower[k] in ("the", "a", "of", "and", "in", "to", "for", "my", "is") for k in range(first, last)):
        found.append("runsmall")
    return found


def _document(words: Words) -> dict[str, set[str]]:
    """What the whole text says about a word: quoted as a title, part of a longer name, written small elsewhere."""
    found: dict[str, set[str]] = {}
    small = {low for form, low in zip(words.forms, words.lower, strict=True) if form == low}
    for i, form in enumerate(words.forms):
        if not form[:1].isupper():
            continue
        notes = found.setdefault(form, set())
        quote, run = words.in_quote[i], words.run_of[i]
        if quote is not None and quote.title:
            notes.add("quoted")
        if words.lower[i] in small:
            notes.add("small")
        if run and run[1] - run[0] > 1:
            notes.add("first" if i == run[0] else "last" if i == run[1] - 1 else "mid")
    return found


def features(words: Words, common: frozenset[str]) -> list[list[str]]:
    """The features of each word, as strings."""
    size = len(words)
    looks = [_look(words, i, common) for i in range(size)]
    trades = ["" for _ in range(size)]
    for start, end, kind in trade().find(words.forms):
        for i in range(start, end):
            trades[i] = ("B" if i == start else "I") + kind
    document = _document(words)
    counts = Counter(form for form in words.forms if form[:1].isupper())
    marks = [_quote(words, i) for i in range(size)]
    return [_word_features(words, i, looks, trades, marks, document, counts) for i in range(size)]


def _at(values: Sequence[str], i: int) -> str:
    return values[i] if 0 <= i < len(values) else "|"


def _word_features(  # noqa: PLR0917  one call, a word at a time
    words: Words,
    i: int,
    looks: Sequence[str],
    trades: Sequence[str],
    marks: Sequence[str],
    document: dict[str, set[str]],
    counts: Counter[str],
) -> list[str]:
    form, look, tag, mark = words.forms[i], looks[i], words.tags[i], marks[i]
    before, after = _at(looks, i - 1), _at(looks, i + 1)
    found = [
        "1",
        f"w={look}",
        f"sh={_shape(form)}",
        f"t={tag}",
        f"q={mark}",
        f"d={words.deps[i]}",
        f"tr={trades[i]}",
        f"w-1={before}",
        f"w+1={after}",
        f"w-2={_at(looks, i - 2)}",
        f"w+2={_at(looks, i + 2)}",
        f"w-3={_at(looks, i - 3)}",
        f"t-1={_at(words.tags, i - 1)}",
        f"t+1={_at(words.tags, i + 1)}",
        f"q-1={_at(marks, i - 1)}",
        f"q+1={_at(marks, i + 1)}",
        f"tr+1={_at(trades, i + 1)}",
        f"w-1w={before}|{look}",
        f"ww+1={look}|{after}",
        f"w-2w-1={_at(looks, i - 2)}|{before}",
        f"qsh={mark}{_shape(form)}",
        f"hd={_at(looks, words.heads[i])}{words.deps[i]}",
        f"cn={capital(form)}{bool(trades[i])}",
    ]
    if capital(form):
        low = words.lower[i]
        found += [f"s3={low[-3:]}", f"s2={low[-2:]}", f"lw={low}", f"c={min(counts[form], 4)}"]
        found += [f"doc={note}" for note in document.get(form, ())]
        found += [f"en={_parts(low)}", f"en={bool(_parts(low))}{tag}", f"en+1={bool(_parts(_at(words.lower, i + 1)))}"]
        bracket = words.in_bracket[i]
        if bracket is not None:
            found.append(f"br{words.starts[i] == bracket[0]}{words.ends[i] == bracket[1]}{mark[0]}")
        if low.rstrip(".") in _TITLES:
            found.append("rank")
        if low in _COMPANY:
            found.append("co")
        if _SEPARATORS.fullmatch(_at(words.forms, i - 1)):
            found.append("sep")
    found += _run_features(words, i, looks)
    if mark[0] == "T":
        found += _quote_features(words, i, looks)
    return found


def _quote_features(words: Words, i: int, looks: Sequence[str]) -> list[str]:
    quote = words.in_quote[i]
    if quote is None:
        return []
    first = words.word_at(quote.start)
    last = words.word_at(quote.end - 1)
    outside = [k for k in (first - 2, first - 3) if k >= 0]
    ahead = last + 2 if _at(words.forms, last + 1) in "”\"’'" else last + 3
    found = [f"ql={min(last - first, 6)}", f"q>{_at(looks, ahead)}", f"qpos={min(i - first, 3)}"]
    found += [f"q<{number}{looks[k]}" for number, k in enumerate(outside)]
    return found
