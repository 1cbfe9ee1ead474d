"""Training articles under other names: at every epoch each person, company, title, character, place gets a new one."""

import functools
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from slategraph.extraction.builtin.encoder.wordpieces import TITLE, Pieces, Tokens, shape, word_features
from slategraph.extraction.builtin.names.gazetteer import companies, split
from slategraph.extraction.builtin.text.words import Words
from slategraph.extraction.wordlists import listed

Span = tuple[int, int, str]
_KEPT = listed(
    "detective dr. dr mr. mrs. ms. miss captain agent sheriff king queen prince princess sir lady lord uncle aunt "
    "father mother sister brother de la van von der da di del el al bin le of the and jr. sr. jr sr ii iii iv"
)
_NUMBER = re.compile(r"(?:[2-9]|1[0-3]|II|III|IV|V|VI|VII|VIII|IX|X)")
_OPEN, _CLOSE = frozenset("“\"‘'«*_"), frozenset("”\"’'»*_")


@dataclass
class Pools:
    """The names to draw from."""

    first: list[str]
    last: list[str]
    titles: list[list[str]]
    companies: list[list[str]]
    characters: list[str]
    places: list[list[str]]


def pools(articles: Iterable[Mapping[str, object]], words: Mapping[str, Sequence[str]]) -> Pools:
    """The names of these articles, their parts free to be joined anew, and those of the practice articles."""
    first, last, characters = set(words["first"]), set(words["last"]), set()
    titles, firms, places = set(), set(), set()
    trade = {name for name in companies() if len(name) > 2}
    for article in articles:
        for entity in article["entities"]:  # type: ignore[attr-defined]
            name = re.sub(r" \([^()]*\)$", "", entity["name"])
            parts = name.split()
            if entity["type"] == "Person" and len(parts) > 1:
                first.add(parts[0])
                last.add(parts[-1])
            elif entity["type"] == "Character":
                characters |= {w for w in parts if w[:1].isupper() and w.casefold() not in _KEPT}
            elif entity["type"] == "Company":
                firms.add(name)
            elif entity["type"] == "Place":
                places.add(name)
            elif name[:1].isupper() or name[:1].isdigit():
                titles.add(name)
    for house in words["houses"]:
        firms |= {f"{label} {house}" for label in words["labels"]}
    ordered = [sorted(group) for group in (first, last, titles, firms | trade, characters | first, places)]
    a, b, c, d, e, f = ordered
    return Pools(a, b, [list(split(t)) for t in c], [list(split(t)) for t in d], e, [list(split(t)) for t in f])


@dataclass
class Disguise:
    """The new names of one article; what is written alike is renamed alike."""

    chance: random.Random
    pools: Pools
    keep: float = 0.15
    known: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    titles: dict[str, list[str]] = field(default_factory=dict)

    def name(self, old: Sequence[str], kind: str) -> list[str]:
        """The new name for an old one."""
        key = (kind, " ".join(old).casefold())
        if key not in self.known:
            self.known[key] = list(old) if self.chance.random() < self.keep else self._new(list(old), kind)
        new = self.known[key]
        return [w.upper() for w in new] if len(old) > 1 and all(w.isupper() for w in old if w.isalpha()) else new

    def _new(self, old: list[str], kind: str) -> list[str]:
        if kind in ("Person", "Character"):
            return [self._part(w, kind, i == 0 and len(old) > 1) for i, w in enumerate(old)]
        if kind == "Work":
            return self._title(old)
        if kind == "Company":
            return self._company(old)
        return self.chance.choice(self.pools.places)

    def _part(self, word: str, kind: str, first: bool) -> str:
        low = word.casefold()
        if low in _KEPT or not word[:1].isupper() or len(word) < 3:
            return word
        if ("part", low) not in self.known:
            pool = self.pools.characters if kind == "Character" else self.pools.first if first else self.pools.last
            self.known["part", low] = [self.chance.choice(pool)]
        return self.known["part", low][0]

    def _title(self, old: list[str]) -> list[str]:
        if not (old[0][:1].isupper() or old[0][:1].isdigit()):
            return old
        number = old[-1:] if len(old) > 1 and _NUMBER.fullmatch(old[-1]) else []
        base = old[: len(old) - len(number)]
        low = " ".join(base).casefold()
        if low not in self.titles:
            longer = next((new for known, new in self.titles.items() if f" {low} " in f" {known} "), None)
            new = self.chance.choice(self.pools.titles)
            if longer is not None:
                big = [w for w in longer if w[:1].isupper() and w not in ("The", "A", "An")]
                new = [big[-1]] if big and len(base) == 1 else longer[: max(1, len(base))]
            self.titles[low] = new
        return [*self.titles[low], *number]

    def _company(self, old: list[str]) -> list[str]:
        if ("firm", old[0]) not in self.known:
            self.known["firm", old[0]] = self.chance.choice(self.pools.companies)
        new = self.known["firm", old[0]]
        return new[:1] if len(old) == 1 and len(new) == 2 and new[1].isalpha() else new


@dataclass
class Told:
    """A disguised article: its pieces; pieces that begin a word, with its tag; pieces that begin a title, with type."""

    pieces: Pieces
    tags: list[tuple[int, str]]
    types: list[tuple[int, str]]


def told(  # noqa: PLR0917  one walk over the words
    words: Words,
    spans: Sequence[Span],
    tokens: Tokens,
    types: Mapping[int, str],
    disguise: Disguise | None = None,
    bare: float = 0.0,
) -> Told:
    """An article as pieces, under other names if there is a disguise; with chance `bare` without marks at titles."""
    begins = {a: (b, kind) for a, b, kind in spans}
    seen = list(word_features(words))
    found = Told(Pieces(), [], [])
    chance = disguise.chance if disguise else random.Random(0)
    stripped = set(_marks(words, spans)) if chance.random() < bare else set()
    italics = chance.random() < 0.3
    if disguise:
        for a, b, kind in sorted(spans, key=lambda s: s[0] - s[1]):
            disguise.name(words.forms[a:b], kind)
    i = 0
    before = "\n"
    while i < len(words):
        if i in begins:
            last, kind = begins[i]
            old = list(words.forms[i:last])
            new = disguise.name(old, kind) if disguise else old
            if i in types:
                found.types.append((len(found.pieces.ids), types[i]))
            hidden = i - 1 in stripped and not italics
            _add(found, new, old, [seen[k] for k in range(i, last)], kind, tokens, hidden, before)
            before, i = new[-1], last
            continue
        form = words.forms[i]
        if i in stripped:
            found.pieces.add([], (0, 0, 0))
        else:
            ids = tokens.of(form)
            if ids:
                found.tags.append((len(found.pieces.ids), "O"))
            found.pieces.add(ids, seen[i])
        before, i = form, i + 1
    return found


def _marks(words: Words, spans: Sequence[Span]) -> Iterable[int]:
    for a, b, kind in spans:
        if kind != "Work" or not a or words.forms[a - 1] not in _OPEN:
            continue
        end = next((k for k in (b, b + 1) if k < len(words) and words.forms[k] in _CLOSE), None)
        if end is not None:
            yield from (a - 1, end)


def _add(  # noqa: PLR0917  one word after the other
    found: Told,
    new: Sequence[str],
    old: Sequence[str],
    seen: Sequence[tuple[int, int, int]],
    kind: str,
    tokens: Tokens,
    hidden: bool,
    before: str,
) -> None:
    same = list(new) == list(old)
    starts = []
    known = "".join(new) in _trade() if not same else False
    for k, form in enumerate(new):
        quoted = 0 if hidden else seen[0][1]
        if quoted >= TITLE and len(new) > 1:
            quoted = TITLE if k == 0 else TITLE + 2 if k == len(new) - 1 else TITLE + 1
        look = (seen[k][0], 0 if hidden else seen[k][1], seen[k][2]) if same else (
            shape(form, before if k == 0 else new[k - 1]), quoted, (16 if k == 0 else 17) if known else 0)  # fmt: skip
        starts.append(len(found.pieces.ids))
        ids = tokens.of(form)
        if ids:
            found.tags.append((len(found.pieces.ids), f"{'B' if k == 0 else 'I'}-{kind}"))
        found.pieces.ids += ids
        found.pieces.features += [look] * len(ids)
    starts.append(len(found.pieces.ids))
    for j in range(len(old)):
        k = j * len(new) // len(old)
        after = max(k + 1, (j + 1) * len(new) // len(old))
        found.pieces.first.append(starts[k])
        found.pieces.last.append(starts[after] if j < len(old) - 1 else starts[-1])


@functools.cache
def _trade() -> frozenset[str]:
    return frozenset("".join(split(name)) for name in companies())
