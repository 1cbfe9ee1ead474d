"""The place of one name by itself: the words before and after it, its list, grammar, cues, roles."""

from dataclasses import dataclass
from functools import cached_property

from slategraph.extraction.builtin.pairs.context import Context


@dataclass(frozen=True)
class Place:
    """What the place of an item says, by the sort of evidence; each entry is written as the models know it."""

    how: str
    window: list[str]
    around_list: list[str]
    grammar: list[str]
    words: list[str]
    cues: list[str]
    bracket: bool
    roles: list[str]
    date_form: str | None
    date_past: str | None

    @cached_property
    def features(self) -> list[str]:
        """All of it, for the model of relations."""
        found = ["1", *self._how_and_window, *(self.around_list or ["alone"]), *self._clause, *self.roles]
        return [*found, self.date_form, self.date_past] if self.date_form and self.date_past else found

    @cached_property
    def for_levels(self) -> list[str]:
        """What the model of status and certainty looks at: the clause, not who it is about."""
        found = [*self._how_and_window, *self.around_list, *self._clause]
        return [*found, self.date_form] if self.date_form else found

    @cached_property
    def strongest(self) -> list[str]:
        """What is crossed with how the other of the pair is known."""
        beside = [f for f in self.around_list if f.startswith(("AL1=", "AR1="))] or ["alone"]
        above = [f for f in self.grammar if f.startswith("gc")]
        window = [f for f in self.window if f.startswith(("L1=", "R1="))]
        return [*window, *beside, *above, *self.cues, *self._bracket, *(r for r in self.roles if r[0] == "r")]

    @property
    def _how_and_window(self) -> list[str]:
        return [f"how={self.how}", *self.window]

    @property
    def _bracket(self) -> list[str]:
        return ["inbracket"] if self.bracket else []

    @property
    def _clause(self) -> list[str]:
        return [*self.grammar, *self.words, *self.cues, *self._bracket]


def place_of(context: Context, i: int) -> Place:
    """The place of an item."""
    first, last = context.list_of(i)
    item, letter = context.found.items[i], context.letters[i]
    words, cues = _near(context, i, first, last)
    roles: list[str] = []
    if letter in ("P", "C") and item.entity is not None:
        roles = [*(f"role={role}" for role in context.roles[item.entity]), f"n={min(context.counts[item.entity], 4)}"]
    date, published = context.found.date(i), context.found.published
    return Place(
        how=item.how,
        window=context.window(i),
        around_list=_around_list(context, first, last) if first != last else [],
        grammar=_grammar(context, i),
        words=words,
        cues=cues,
        bracket=context.found.in_bracket(i) is not None,
        roles=roles,
        date_form=f"way={date.way}" if date else None,
        date_past=f"past={bool(published and date.value < published[: len(date.value)])}" if date else None,
    )


def _around_list(context: Context, first: int, last: int) -> list[str]:
    """The forms around the list in which an item stands."""
    form = context.form
    return [
        f"AL1={form(first - 1)}",
        f"AL2={form(first - 2)}",
        f"AR1={form(last + 1)}",
        f"AR2={form(last + 2)}",
        f"ALL={form(first - 2)}|{form(first - 1)}",
        f"ARR={form(last + 1)}|{form(last + 2)}",
        f"AL3={form(first - 3)}",
    ]


def _near(context: Context, i: int, first: int, last: int) -> tuple[list[str], list[str]]:
    """The words and the cues of the sentence near an item or its list, before and after."""
    items, forms, cues = context.sentence(i), context.forms, context.cues
    low, high = max(items[0], first - 9), min(items[-1], last + 9)
    before, after = range(low, first), range(last + 1, high + 1)
    words = [f"wl={forms[k]}" for k in before] + [f"wr={forms[k]}" for k in after]
    signs = [f"cl={cue}" for k in before for cue in cues[k]] + [f"cr={cue}" for k in after for cue in cues[k]]
    signs += [f"cl3={cue}" for k in range(max(low, first - 3), first) for cue in cues[k]]
    signs += [f"cr3={cue}" for k in range(last + 1, min(high, last + 4) + 1) for cue in cues[k]]
    return list(dict.fromkeys(words)), list(dict.fromkeys(signs))


def _grammar(context: Context, i: int) -> list[str]:
    """The words above an item in the grammar of its sentence, with the path to them."""
    found, words = context.found, context.found.words
    features, path, k = list[str](), "", found.root(i)
    for step in range(4):
        dep, head = words.deps[k], words.heads[k]
        if dep == "ROOT" or head == k:
            break
        above = found.item_at[head]
        form = context.forms[above]
        path += f"/{dep}"
        if dep != "conj":
            features += [f"g{path}>{form}", f"gh={form}"] if step < 3 else [f"gh={form}"]
            features += [f"gc{path[-24:]}>{cue}" for cue in context.cues[above]]
        else:
            path = path.removesuffix("/conj")
        k = head
    return features
