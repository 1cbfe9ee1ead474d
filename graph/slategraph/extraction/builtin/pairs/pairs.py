"""Which two names, dates and stages a claim might join, with the features of each pair for the models."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial

from slategraph.extraction.builtin.pairs.context import Context
from slategraph.extraction.builtin.pairs.links import Link, Why, link_features, link_of, work_features
from slategraph.extraction.builtin.pairs.places import Place, place_of


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names that a claim might join, where they stand (as items), and the features of the place.

    `kind` names the mention types of the two: PW, CW, PX … `one` is the number of an entity, in DW that of a date as
    an item has it, in SW that of a sentence; `other` that of an entity. `number` is the pair's place among those of its
    article, None for a pair that no model has seen.
    """

    number: int | None
    kind: str
    one: int
    other: int
    at: int
    to: int | None
    how: str = ""
    link: Link | None = None
    features: list[str] = field(default_factory=list)
    link_features: list[str] = field(default_factory=list)


def pairs(context: Context) -> list[Pair]:
    """Every pair of an article."""
    return [replace(pair, number=number) for number, pair in enumerate(_Finder(context).pairs())]


def speaker(context: Context, pair: Pair) -> int | None:
    """Who vouches for what a pair says; a credit in brackets is the publisher's own word."""
    ends = [pair.at] if pair.to is None else [pair.at, pair.to]
    if any(context.found.in_bracket(k) is not None for k in ends):
        return None
    return context.spoken.get(context.found.sentence(pair.at))


class _Finder:
    """Finds the pairs of one article, each place described once."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.place = cache(partial(place_of, context))

    def pairs(self) -> Iterator[Pair]:
        for i, (item, letter) in enumerate(zip(self.context.found.items, self.context.letters, strict=True)):
            if item.entity is None:
                continue
            yield from self._with_works(i, item.entity, letter)
            if letter == "P":
                yield from self._with_characters_and_companies(i, item.entity)
        for sentence in self.context.by_sentence:
            yield from self._stages(sentence)

    def _works_near(self, i: int) -> dict[int, tuple[int | None, Why]]:
        """The works that item `i` may be joined to: where in its sentence, if there, and why."""
        here = [k for k in self.context.sentence(i) if k != i and self.context.letters[k] == "W"]
        near: dict[int, tuple[int | None, Why]] = {}
        for k in sorted(here, key=lambda k: abs(k - i))[:5]:
            number = self.context.found.items[k].entity
            if number is not None and number not in near:
                near[number] = (k, Why(frozenset(("here",))))
        for number, reasons in self.context.focus.at(i).items():
            place, known = near.get(number, (None, Why(frozenset())))
            near[number] = (place, Why(known.reasons | reasons))
        return near

    def _with_works(self, i: int, number: int, letter: str) -> Iterator[Pair]:
        """A name with the works that its place may be about; a work with others, either of the two first."""
        near, base = self._works_near(i), self.place(i)
        here = sorted(k for k, _ in near.values() if k is not None)
        for work, (place, why) in near.items():
            if letter == "W" and work == number:
                continue
            link = replace(link_of(self.context, i, place, why, here), work=work_features(self.context, work, place))
            features = [*base.features, *link.features, *_crossed(base, why, place, i)]
            if letter == "W":
                yield Pair(None, "WW", number, work, i, place, base.how, link, _named("WW", features))
                yield Pair(None, "VV", work, number, i, place, base.how, link, _named("VV", features))
            else:
                kind, chosen = f"{letter}W", link_features(self.context, i, work, place, link)
                yield Pair(None, kind, number, work, i, place, base.how, link, _named(kind, features), chosen)

    def _with_characters_and_companies(self, i: int, number: int) -> Iterator[Pair]:
        """A person with the characters and companies of the same sentence."""
        base = self.place(i)
        for k in self.context.sentence(i):
            letter, other = self.context.letters[k], self.context.found.items[k].entity
            if k == i or letter not in ("X", "C") or abs(k - i) > 25 or other is None:
                continue
            link = link_of(self.context, i, k, Why(frozenset(("here",))), [])
            features = [*base.features, *link.features, *(f"o{f}" for f in self.place(k).features[:14])]
            yield Pair(None, f"P{letter}", number, other, i, k, base.how, link, _named(f"P{letter}", features))

    def _stages(self, sentence: int) -> Iterator[Pair]:
        """A sentence with the works whose stage it may tell."""
        context, items = self.context, self.context.by_sentence[sentence]
        here: dict[int, int] = {}
        for k in items:
            number = context.found.items[k].entity
            if number is not None and context.letters[k] == "W":
                here.setdefault(number, k)
        reasons = context.focus.at(items[-1])
        base = ["1", *(f"sw={w}" for w in {context.forms[k] for k in items})]
        base += [f"sb={context.forms[k]}|{context.form(k + 1)}" for k in items]
        base += [f"sc={cue}" for k in items for cue in context.cues[k]]
        for work in dict.fromkeys([*here, *reasons]):
            place = here.get(work)
            why = Why(frozenset(reasons.get(work, set()) | ({"here"} if place is not None else set())))
            link = Link(why, f"nw={min(len(here), 3)}", work=work_features(context, work, place))
            known = "h" if place is not None else not here
            window = context.window(place) if place is not None else []
            features = _named("SW", [*base, *link.features, *window, *(f"{f}&{known}" for f in base)])
            yield Pair(None, "SW", sentence, work, items[0] if place is None else place, place, "", link, features)


def _crossed(base: Place, why: Why, place: int | None, i: int) -> Iterable[str]:
    """The strongest signs of the place, crossed with how the work is known."""
    way = str(why) if place is None else "here>" if place > i else "here<"
    return (f"{f}&{way}" for f in base.strongest)


def _named(kind: str, features: Iterable[str]) -> list[str]:
    return [f"{kind}:{feature}" for feature in features]
