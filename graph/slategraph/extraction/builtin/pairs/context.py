"""What the features of pairs look at: an article's items with their forms, cues, sentences, lists and speakers."""

from collections import defaultdict

from slategraph.extraction.builtin.pairs.focus import Focus
from slategraph.extraction.builtin.pairs.items import Item, Reading
from slategraph.extraction.builtin.pairs.speakers import speakers
from slategraph.extraction.builtin.text.cues import cues_at

#: The letters of the mention types, as the kinds of pairs name them; D is a date, S a sentence that may show a stage.
_LETTER = {"Person": "P", "Company": "C", "Work": "W", "Character": "X", "Place": "L"}
_JOINING = (",", "and", "&", "or", "/", "as", "well", "plus", ";")


class Context:
    """An article laid out for the features; `common` are the words that count as themselves."""

    def __init__(self, found: Reading, common: frozenset[str]) -> None:
        self.found = found
        self.focus = Focus(found)
        self.forms = [self._form(item, common) for item in found.items]
        self.cues = cues_at(self.forms, [item.form for item in found.items])
        self.by_sentence: dict[int, list[int]] = defaultdict(list)
        for i in range(len(found.items)):
            self.by_sentence[found.sentence(i)].append(i)
        self.letters = [self._letter(item) for item in found.items]
        self.roles = self._roles()
        self.spoken = speakers(found)
        self.counts = {entity.number: len(entity.mentions) for entity in found.entities}

    def _letter(self, item: Item) -> str:
        """The letter of an item's mention type, D for a date, nothing for a word."""
        if item.entity is None:
            return ""
        return "D" if item.entity < 0 else _LETTER[self.found.entities[item.entity].mention_type]

    def _form(self, item: Item, common: frozenset[str]) -> str:
        """A word itself where it is a common one, else its part of speech: names are not to be learnt by heart."""
        if item.form.startswith("<") or not item.form[:1].isalpha() or item.how or item.form in common:
            return item.form
        return "#" + self.found.words.tags[item.first]

    def _roles(self) -> dict[int, set[str]]:
        """The cues right around a person's or company's names, anywhere in the text."""
        roles: dict[int, set[str]] = defaultdict(set)
        for i, item in enumerate(self.found.items):
            if item.entity is not None and item.entity >= 0 and item.how == "name":
                for k in (i - 2, i - 1, i + 1, i + 2, i + 3):
                    if 0 <= k < len(self.cues):
                        roles[item.entity] |= {f"{cue}{'<' if k < i else '>'}" for cue in self.cues[k]}
        return roles

    def sentence(self, i: int) -> list[int]:
        """The items of an item's sentence."""
        return self.by_sentence[self.found.sentence(i)]

    def form(self, i: int) -> str:
        """The form of an item as a feature, or a bar beyond the text's ends."""
        return self.forms[i] if 0 <= i < len(self.forms) else "|"

    def window(self, i: int) -> list[str]:
        """The forms around an item as features."""
        near = [f"L{d}={self.form(i - d)}" for d in (1, 2, 3)] + [f"R{d}={self.form(i + d)}" for d in (1, 2, 3, 4)]
        return [*near, f"LL={self.form(i - 2)}|{self.form(i - 1)}", f"RR={self.form(i + 1)}|{self.form(i + 2)}"]

    def list_of(self, i: int) -> tuple[int, int]:
        """The first and last item of the list of names of one mention type in which an item stands."""
        first = last = i
        while (step := self._step(first, -1, self.letters[i])) is not None:
            first = step
        while (step := self._step(last, 1, self.letters[i])) is not None:
            last = step
        return first, last

    def _step(self, i: int, way: int, letter: str) -> int | None:
        """The next name of the same mention type in a list, over commas, *and* and brackets."""
        k, depth, steps = i + way, 0, 0
        while 0 <= k < len(self.forms) and steps < 14:
            form = self.forms[k]
            if form in ("(", ")"):
                depth += 1 if (form == "(") == (way > 0) else -1
                if depth < 0:
                    return None
            elif depth == 0 and self.letters[k] == letter:
                return k if k != i + way else None
            elif depth == 0 and form not in _JOINING:
                return None
            k, steps = k + way, steps + 1
        return None
