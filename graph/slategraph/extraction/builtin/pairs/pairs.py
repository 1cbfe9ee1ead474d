"""Which two things a claim might join, and what speaks for it: the words before, after and between, grammar, focus."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from slategraph.extraction.builtin.pairs.focus import Focus
from slategraph.extraction.builtin.pairs.layout import Reading
from slategraph.extraction.builtin.pairs.speakers import speakers
from slategraph.extraction.builtin.text.cues import cues_at

#: The letters of the kinds of thing, as pairs name them; D is a date, S a sentence that may show a stage.
_LETTER = {"Person": "P", "Company": "C", "Work": "W", "Character": "X", "Place": "L"}


@dataclass(slots=True)
class Pair:
    """Two things that a claim might join, where they stand (as items), and the features of the place.

    `one` is the number of a thing, or of a date; `other` that of a thing. `pair` names their kinds: PW, CW, PX …
    """

    pair: str
    one: int
    other: int
    at: int
    to: int | None
    features: list[str] = field(default_factory=list)
    link: list[str] = field(default_factory=list)


class Pairs:
    """Finds the pairs of one reading."""

    def __init__(self, found: Reading, common: frozenset[str]) -> None:
        self.found = found
        self.common = common
        self.focus = Focus(found)
        self.forms = [self._form(i) for i in range(len(found.items))]
        self.cues = cues_at(self.forms, [item.form for item in found.items])
        self.by_sentence: dict[int, list[int]] = defaultdict(list)
        for i in range(len(found.items)):
            self.by_sentence[found.sentence(i)].append(i)
        self.roles = self._roles()
        self.spoken = speakers(found)
        self.counts = {t.number: len(t.mentions) for t in found.things}

    def kind(self, i: int) -> str:
        """The letter of the kind of thing at an item, or nothing."""
        number = self.found.items[i].thing
        if number is None:
            return ""
        return "D" if number < 0 else _LETTER[self.found.things[number].kind]

    def speaker(self, pair: Pair) -> int | None:
        """Who vouches for what a pair says; a credit in brackets is the paper's own."""
        ends = [pair.at] if pair.to is None else [pair.at, pair.to]
        if any(self.found.words.in_bracket[self.found.items[k].first] is not None for k in ends):
            return None
        return self.spoken.get(self.found.sentence(pair.at))

    def _form(self, i: int) -> str:
        item = self.found.items[i]
        if item.form.startswith("<") or not item.form[:1].isalpha():
            return item.form
        if item.how or item.form in self.common:
            return item.form
        return "#" + self.found.words.tags[item.first]

    def _at(self, i: int) -> str:
        return self.forms[i] if 0 <= i < len(self.forms) else "|"

    def _roles(self) -> dict[int, set[str]]:
        """What the words right around a person's or company's names say of him or it anywhere in the text."""
        found: dict[int, set[str]] = defaultdict(set)
        for i, item in enumerate(self.found.items):
            if item.thing is not None and item.thing >= 0 and item.how == "name":
                for k in (i - 2, i - 1, i + 1, i + 2, i + 3):
                    if 0 <= k < len(self.cues):
                        found[item.thing] |= {f"{cue}{'<' if k < i else '>'}" for cue in self.cues[k]}
        return found

    def all(self) -> Iterator[Pair]:
        """Every pair of the text."""
        for i in range(len(self.found.items)):
            kind = self.kind(i)
            if kind and kind != "W":
                yield from self._with_works(i, kind)
            elif kind == "W":
                yield from self._between_works(i)
            if kind == "P":
                yield from self._persons_other(i)
        for sentence in self.by_sentence:
            yield from self._stages(sentence)

    def _works_near(self, i: int) -> dict[int, tuple[int | None, set[str]]]:
        """The works that item `i` may be joined to: where in its sentence, if there, and why."""
        items = self.by_sentence[self.found.sentence(i)]
        here = [k for k in items if k != i and self.kind(k) == "W"]
        near: dict[int, tuple[int | None, set[str]]] = {}
        for k in sorted(here, key=lambda k: abs(k - i))[:5]:
            number = self.found.items[k].thing
            if number is not None and number not in near:
                near[number] = (k, {"here"})
        for number, reasons in self.focus.at(i).items():
            place, known = near.get(number, (None, set()))
            near[number] = (place, known | reasons)
        return near

    def _with_works(self, i: int, kind: str) -> Iterator[Pair]:
        number = self.found.items[i].thing
        assert number is not None
        near = self._works_near(i)
        base = self._place(i, kind)
        here = sorted(k for k, _ in near.values() if k is not None)
        for work, (place, reasons) in near.items():
            pair = Pair(f"{kind}W", number, work, i, place)
            link = self._link(i, place, reasons, here) + self._work(work, place)
            pair.features = _named(pair.pair, [*base, *link, *self._crossed(base, reasons, place, i)])
            pair.link = self._linked(pair, kind, reasons, link)
            yield pair

    def _linked(self, pair: Pair, kind: str, reasons: set[str], link: Sequence[str]) -> list[str]:
        """What says that the thing has to do with this work rather than another, whatever it does."""
        i, work, place = pair.at, pair.other, pair.to
        why = "+".join(sorted(reasons))
        first, last = self.list_of(i)
        bracket = self.found.words.in_bracket[self.found.items[i].first] is not None
        self_ = f"{kind}{self.found.items[i].how[:1]}{first != last:d}{bracket:d}"
        cues = {cue for k in range(max(0, first - 3), first) for cue in self.cues[k]}
        cues |= {f">{cue}" for k in range(last + 1, min(len(self.cues), last + 4)) for cue in self.cues[k]}
        ends = f"{self._at(first - 1)}_{self._at(last + 1)}"
        found = [
            *link,
            *(f"{kind}{f}" for f in link),
            *(f"{self_}{f}" for f in link if f.startswith(("why", "shape", "lie", "free", "credit", "far"))),
        ]
        where = "here" if place is not None else why
        found += [f"c{cue}&{where}" for cue in cues] + [
            f"e{ends}&{where}",
            f"b{self._at(first - 1)}&{where}",
            f"a{self._at(last + 1)}&{where}",
        ]
        if place is not None and not first <= place <= last:
            side = ">" if place > i else "<"
            inner = [self.forms[k] for k in (range(last + 1, place) if place > last else range(place + 1, first))]
            found += [
                f"inner{side}{' '.join(inner[:2])}",
                f"inner-{side}{' '.join(inner[-2:])}",
                f"innern{side}{min(len(inner), 12)}",
            ]
        gap = self.found.sentence(i) - self._last_named(work, i)
        found += [f"gap{min(gap, 5)}{why}", f"gap{kind}{min(gap, 5)}"]
        return found

    def _last_named(self, work: int, i: int) -> int:
        places = [self.found.item_at[m.first] for m in self.found.things[work].mentions]
        before = [k for k in places if k <= i]
        return self.found.sentence(before[-1]) if before else -9

    def _between_works(self, i: int) -> Iterator[Pair]:
        number = self.found.items[i].thing
        assert number is not None
        near = self._works_near(i)
        here = sorted(k for k, _ in near.values() if k is not None)
        base = self._place(i, "W")
        for work, (place, reasons) in near.items():
            if work == number:
                continue
            link = self._link(i, place, reasons, here) + self._work(work, place)
            for name in ("WW", "VV"):
                pair = Pair(name, *((number, work) if name == "WW" else (work, number)), i, place)
                pair.features = _named(name, [*base, *link, *self._crossed(base, reasons, place, i)])
                yield pair

    def _persons_other(self, i: int) -> Iterator[Pair]:
        """A person with the characters, companies and persons of the same sentence."""
        number = self.found.items[i].thing
        assert number is not None
        base = self._place(i, "P")
        for k in self.by_sentence[self.found.sentence(i)]:
            kind = self.kind(k)
            if k == i or kind not in ("X", "C") or abs(k - i) > 25:
                continue
            other = self.found.items[k].thing
            assert other is not None
            link = self._link(i, k, {"here"}, [])
            pair = Pair(f"P{kind}", number, other, i, k)
            pair.features = _named(pair.pair, [*base, *link, *(f"o{f}" for f in self._place(k, kind)[:14])])
            yield pair

    def _stages(self, sentence: int) -> Iterator[Pair]:
        items = self.by_sentence[sentence]
        last = items[-1]
        here: dict[int, int] = {}
        for k in items:
            number = self.found.items[k].thing
            if number is not None and self.kind(k) == "W":
                here.setdefault(number, k)
        reasons = self.focus.at(last)
        words = {self.forms[k] for k in items}
        base = ["1", *(f"sw={w}" for w in words)]
        base += [f"sb={self.forms[k]}|{self._at(k + 1)}" for k in items]
        base += [f"sc={cue}" for k in items for cue in self.cues[k]]
        for work in dict.fromkeys([*here, *reasons]):
            place = here.get(work)
            why = reasons.get(work, set()) | ({"here"} if place is not None else set())
            pair = Pair("SW", sentence, work, items[0] if place is None else place, place)
            tag = "+".join(sorted(why))
            link = [f"why={tag}", f"nw={min(len(here), 3)}", *self._work(work, place)]
            if place is not None:
                link += self._window(place)
            pair.features = _named(
                "SW", [*base, *link, *(f"{f}&{'h' if place is not None else len(here) == 0}" for f in base)]
            )
            yield pair

    def _window(self, i: int) -> list[str]:
        found = [f"L{d}={self._at(i - d)}" for d in (1, 2, 3)] + [f"R{d}={self._at(i + d)}" for d in (1, 2, 3, 4)]
        return [*found, f"LL={self._at(i - 2)}|{self._at(i - 1)}", f"RR={self._at(i + 1)}|{self._at(i + 2)}"]

    def list_of(self, i: int) -> tuple[int, int]:
        """The first and last item of the list of like things in which an item stands."""
        kind = self.kind(i)
        first = last = i
        while (step := self._step(first, -1, kind)) is not None:
            first = step
        while (step := self._step(last, 1, kind)) is not None:
            last = step
        return first, last

    def _step(self, i: int, way: int, kind: str) -> int | None:
        """The next like thing in a list, over commas, *and* and brackets."""
        k, depth, steps = i + way, 0, 0
        while 0 <= k < len(self.forms) and steps < 14:
            form = self.forms[k]
            if form in ("(", ")"):
                depth += 1 if (form == "(") == (way > 0) else -1
                if depth < 0:
                    return None
            elif depth == 0 and self.kind(k) == kind:
                return k if k != i + way else None
            elif depth == 0 and form not in (",", "and", "&", "or", "/", "as", "well", "plus", ";"):
                return None
            k, steps = k + way, steps + 1
        return None

    def _place(self, i: int, kind: str) -> list[str]:
        """What the place of one thing says by itself."""
        first, last = self.list_of(i)
        item = self.found.items[i]
        found = ["1", f"how={item.how}", *self._window(i)]
        if (first, last) != (i, i):
            found += [
                f"A{f}"
                for f in [
                    f"L1={self._at(first - 1)}",
                    f"L2={self._at(first - 2)}",
                    f"R1={self._at(last + 1)}",
                    f"R2={self._at(last + 2)}",
                    f"LL={self._at(first - 2)}|{self._at(first - 1)}",
                    f"RR={self._at(last + 1)}|{self._at(last + 2)}",
                    f"L3={self._at(first - 3)}",
                ]
            ]
        else:
            found.append("alone")
        found += self._grammar(i)
        found += self._near_words(i, first, last)
        bracket = self.found.words.in_bracket[item.first]
        if bracket is not None:
            found.append("inbracket")
        if kind in "PC" and item.thing is not None and item.thing >= 0:
            found += [f"role={role}" for role in self.roles[item.thing]]
            found.append(f"n={min(self.counts[item.thing], 4)}")
        if kind == "D" and item.thing is not None:
            date = self.found.dates[-1 - item.thing]
            found += [
                f"way={date.way}",
                f"past={bool(self.found.published and date.value < self.found.published[: len(date.value)])}",
            ]
        return found

    def _near_words(self, i: int, first: int, last: int) -> list[str]:
        items = self.by_sentence[self.found.sentence(i)]
        low, high = max(items[0], first - 9), min(items[-1], last + 9)
        found = [f"wl={self.forms[k]}" for k in range(low, first)] + [
            f"wr={self.forms[k]}" for k in range(last + 1, high + 1)
        ]
        found += [f"cl={cue}" for k in range(low, first) for cue in self.cues[k]]
        found += [f"cr={cue}" for k in range(last + 1, high + 1) for cue in self.cues[k]]
        found += [f"cl3={cue}" for k in range(max(low, first - 3), first) for cue in self.cues[k]]
        found += [f"cr3={cue}" for k in range(last + 1, min(high, last + 4) + 1) for cue in self.cues[k]]
        return list(dict.fromkeys(found))

    def _grammar(self, i: int) -> list[str]:
        words = self.found.words
        item = self.found.items[i]
        root = next(
            (k for k in range(item.first, item.last) if not item.first <= words.heads[k] < item.last), item.first
        )
        found, path, k = [], "", root
        for step in range(4):
            dep, head = words.deps[k], words.heads[k]
            if dep == "ROOT" or head == k:
                break
            form = self.forms[self.found.item_at[head]]
            path += f"/{dep}"
            if dep != "conj":
                found += [f"g{path}>{form}", f"gh={form}"] if step < 3 else [f"gh={form}"]
                found += [f"gc{path[-24:]}>{cue}" for cue in self.cues[self.found.item_at[head]]]
            else:
                path = path.removesuffix("/conj")
            k = head
        return found

    def _link(self, i: int, place: int | None, reasons: set[str], here: Sequence[int]) -> list[str]:
        """How the place of the one lies to that of the other."""
        why = "+".join(sorted(reasons))
        found = [f"why={why}", f"nw={min(len(here), 3)}"]
        if place is None:
            return [*found, f"far={bool(here)}{why}"]
        low, high = sorted((i, place))
        side = ">" if place > i else "<"
        between = [self.forms[k] for k in range(low + 1, high)]
        found += [
            f"side{side}",
            f"dist{side}{min(high - low, 12) if high - low < 7 else '7+' if high - low < 13 else '13+'}",
        ]
        if len(between) < 16:
            found += [f"bt{side}{form}" for form in set(between)]
        if len(between) <= 5:
            found.append(f"bts{side}{' '.join(between)}")
        found += [f"btc{side}{cue}" for k in range(low + 1, high) for cue in self.cues[k]]
        kinds = [self.kind(k) for k in range(low + 1, high) if self.kind(k)]
        found += [f"nb{side}{min(len(kinds), 4)}", f"bk{side}{''.join(kinds[:4])}"]
        ahead = [k for k in here if k > i]
        behind = [k for k in here if k < i]
        rank = ahead.index(place) if place in ahead else behind[::-1].index(place) if place in behind else 0
        found.append(f"rank{side}{rank}")
        words = self.found.words
        mine, its = words.in_bracket[self.found.items[i].first], words.in_bracket[self.found.items[place].first]
        brackets = f"{mine is not None:d}{its is not None:d}{mine == its:d}"
        found.append(f"brk{side}{brackets}")
        how = self.found.items[place].how[:1]
        found.append(f"shape{side}{rank}{brackets}{how}{min(len(here), 3)}{min(len(kinds), 3)}")
        found.append(f"lie{side}{rank}{brackets}{how}{''.join(kinds[:2])}")
        other = [k for k in here if k != place and self.found.words.in_bracket[self.found.items[k].first] is None]
        found.append(f"free{side}{brackets}{min(len(other), 2)}{any(abs(k - i) < abs(place - i) for k in other)}")
        if its is not None and its != mine:
            found.append(f"credit{side}{self._opens_after(i, place)}")
        return found

    def _opens_after(self, i: int, place: int) -> bool:
        """Whether the bracket around `place` opens right after item `i`."""
        k = i + 1
        while k < len(self.forms) and self.forms[k] in ("’s", "'s", ","):
            k += 1
        return k < place and self.forms[k] == "("

    def _work(self, work: int, place: int | None) -> list[str]:
        thing = self.found.things[work]
        found = [f"wt={thing.type}{'' if thing.of is None else '*'}", f"wn={min(self.counts[work], 4)}"]
        if place is not None:
            found += [f"W{f}" for f in self._window(place)]
        return found

    def _crossed(self, base: Sequence[str], reasons: set[str], place: int | None, i: int) -> list[str]:
        """The strongest signs of the place, joined with how the work is known."""
        way = "here" + (">" if place > i else "<") if place is not None else "+".join(sorted(reasons))
        return [
            f"{f}&{way}"
            for f in base
            if f.startswith(("cl3", "cr3", "L1", "R1", "gc", "AL1", "AR1", "role", "alone", "cl=", "cr=", "inbracket"))
        ]


def _named(pair: str, features: Sequence[str]) -> list[str]:
    return [f"{pair}:{feature}" for feature in features]
