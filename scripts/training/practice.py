"""Practice articles: plain trade prose put together from `phrases.txt`, with made-up names, annotated.

The hand-written training articles are of the knotty kind; these teach what is plain.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from slategraph.extraction.builtin.names.gazetteer import companies
from slategraph.extraction.builtin.text.date_phrases import MONTHS as SMALL_MONTHS

HERE = Path(__file__).resolve().parent
MONTHS = [name.title() for name in SMALL_MONTHS]
_PERSONS = frozenset("DARNEUVMKG")
_WORKS = frozenset("WOB")
_QUOTES = ("“%s”", '"%s"', "‘%s’", "%s", "%s", "'%s'")
_SLOT = re.compile(r"\{(\w+)(\.)?\}([,.]?)")
_NAMED = re.compile(r"(\w+)\(([\w-]+)\)")
Sentence = tuple[str, list[list[str]]]


def phrases() -> dict[str, list[Sentence]]:
    """The sentences of each section, with their claims as lists of words."""
    found: dict[str, list[Sentence]] = {}
    section = ""
    for line in (HERE / "phrases.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line.strip() and not line.startswith("#"):
            text, _, claims = line.partition(" |")
            said = [claim.split() for claim in claims.split(";") if claim.strip()]
            found.setdefault(section, []).append((text.strip(), list(_spelt_out(said))))
    return found


def _spelt_out(claims: list[list[str]]) -> Iterator[list[str]]:
    """*A1 plays X1* as its three claims."""
    for subject, predicate, thing, *force in claims:
        if predicate != "plays":
            yield [subject, predicate, thing, *force]
            continue
        yield [subject, "actsIn", "W", *force]
        yield [subject, "portrays", thing, *force]
        yield [thing, "characterIn", "W", *(["attached", force[1]] if len(force) > 1 else [])]


def words() -> dict[str, list[str]]:
    """The words for made-up names, by kind."""
    lines = (HERE / "names.txt").read_text("utf-8").splitlines()
    parts = (line.split(": ", 1) for line in lines if ": " in line)
    return {name: [word.strip() for word in words.split(";")] for name, words in parts}


class Names:
    """Made-up names, none twice in an article."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.used, self.words = chance, set[str](), words()

    def new(self, slot: str) -> tuple[str, str]:
        """The type and name for a slot."""
        letter = slot[0]
        if letter in _PERSONS:
            return "Person", self._unused(self._person)
        if letter in _WORKS:
            return "Book" if letter == "B" else "Film", self._unused(self._title)
        if letter == "X":
            return "Character", self._unused(self._character)
        if letter == "L":
            return "Place", self.chance.choice(self.words["places"])
        kind = {"S": "studio", "P": "producer", "F": "distributor", "Y": "agency", "T": "outlet"}[letter]
        return "Company", self._unused(lambda: self._company(kind))

    def _unused(self, make: Any) -> str:
        name = make()
        for _ in range(50):
            if name not in self.used:
                break
            name = make()
        self.used.add(name)
        return str(name)

    def pick(self, kind: str) -> str:
        """Any word of a kind."""
        return self.chance.choice(self.words[kind])

    def _person(self) -> str:
        name = f"{self.pick('first')} {self.pick('last')}"
        roll = self.chance.random()
        if roll < 0.06:
            first, last = name.split(" ", 1)
            return f"{first} {self.chance.choice('ABCDEFGHJKLMRST')}. {last}"
        return f"{name} Jr." if roll < 0.08 else name

    def _title(self) -> str:
        shape = self.pick("titles")
        return re.sub(r"<(\w+)>", lambda found: self.pick(found.group(1)), shape)

    def _character(self) -> str:
        roll = self.chance.random()
        if roll < 0.45:
            return f"{self.pick('first')} {self.pick('last')}"
        return self.pick("first") if roll < 0.8 else f"{self.pick('ranks')} {self.pick('last')}"

    def _company(self, kind: str) -> str:
        made_up = {"producer": 0.6, "agency": 0.0, "outlet": 0.0}.get(kind, 0.15)
        if self.chance.random() < made_up:
            return f"{self.pick('labels')} {self.pick('houses')}"
        kinds = {"studio": ("studio", "studio", "streamer", "distributor"), "distributor": ("distributor", "studio")}
        wanted = self.chance.choice(kinds.get(kind, (kind,)))
        return self.chance.choice([name for name, k in companies().items() if k == wanted and len(name) > 1])


class Practice:
    """One practice article in the making."""

    def __init__(self, seed: int, sentences: dict[str, list[Sentence]]) -> None:
        self.chance = random.Random(seed)
        self.id, self.sentences = f"practice-{seed}", sentences
        self.names = Names(self.chance)
        self.quote, self.inside = self.chance.choice(_QUOTES), self.chance.random() < 0.6
        self.apostrophe = self.chance.choice("’'")
        self.published = (
            f"{self.chance.randint(2001, 2026)}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"
        )
        self.slots: dict[str, tuple[str, str]] = {}
        self.seen: set[str] = set()
        self.entities: dict[str, str] = {}
        self.claims: dict[tuple[str, str, str], dict[str, str]] = {}
        self.year, self.day, self.future = "", "", True

    def article(self) -> dict[str, Any]:
        """The article, as score.py knows it."""
        kind = self.chance.choices(("story", "round-up", "reference"), (62, 20, 18))[0]
        make = {"story": self._story, "round-up": self._round_up, "reference": self._reference}[kind]
        text = "\n\n".join(make())
        entities = [
            {"name": name, "type": type_, "aliases": list(self._aliases(name, type_, text))}
            for name, type_ in self.entities.items()
            if re.sub(r" \([^()]*\)$", "", name) in text
        ]
        known = {entity["name"] for entity in entities}
        literal = ("stage", "releaseDate")
        claims = [
            c
            for c in self.claims.values()
            if c["subject"] in known and (c["object"] in known or c["predicate"] in literal)
        ]
        return {"id": self.id, "published": self.published, "text": text, "entities": entities, "claims": claims}

    def _aliases(self, name: str, type_: str, text: str) -> Iterator[str]:
        if type_ == "Person" and re.search(rf"(?<!\w){re.escape(_surname(name))}(?!\w)", text.replace(name, "")):
            yield _surname(name)

    def _some(self, section: str, low: int, high: int) -> list[Sentence]:
        return self.chance.sample(self.sentences[section], self.chance.randint(low, high))

    def _paragraph(self, sentences: list[Sentence]) -> str:
        return " ".join(self._said(*sentence) for sentence in sentences)

    def _story(self) -> list[str]:
        chance = self.chance
        opening = self._some("lead", 1, 1) + (self._some("crew", 1, 1) if chance.random() < 0.4 else [])
        blocks = [self._some("cast", 1, 2) for _ in range(chance.randint(0, 2))]
        blocks += [self._some("crew", 1, 3) for _ in range(chance.randint(1, 2))]
        blocks += [self._some("stage", 1, 2)] if chance.random() < 0.7 else []
        blocks += [self._some("noise", 1, 1)] if chance.random() < 0.6 else []
        chance.shuffle(blocks)
        blocks += [self._some("credits", 1, 3)] if chance.random() < 0.8 else []
        return [self._paragraph(block) for block in [opening, *blocks]]

    def _round_up(self) -> list[str]:
        paragraphs = []
        for _ in range(self.chance.randint(2, 6)):
            self.slots, self.seen = {}, set()
            self.year = self.day = ""
            opening = self._some("brief" if self.chance.random() < 0.6 else "lead", 1, 1)
            more = self._some(self.chance.choice(("cast", "crew")), 0, 2)
            paragraphs.append(self._paragraph(opening + more))
        return paragraphs

    def _reference(self) -> list[str]:
        self.future = False
        opening, rest = self.sentences["reference"][:4], self.sentences["reference"][4:]
        chosen = [self.chance.choice(opening), *self.chance.sample(rest, self.chance.randint(3, 7))]
        cut = self.chance.randint(2, len(chosen))
        return [self._paragraph(part) for part in (chosen[:cut], chosen[cut:]) if part]

    def _entity(self, slot: str) -> tuple[str, str]:
        if slot not in self.slots:
            untitled = slot == "W" and self.future and self.chance.random() < 0.06
            self.slots[slot] = ("Film", self._untitled()) if untitled else self.names.new(slot)
            self.entities[self.slots[slot][1]] = self.slots[slot][0]
        return self.slots[slot]

    def _untitled(self) -> str:
        director, genre = self._entity("D")[1], self.names.pick("genres")
        return f"untitled {self.chance.choice((f'{director} project', f'{director} {genre}', genre, genre))}"

    def _said(self, pattern: str, claims: list[list[str]]) -> str:
        """A sentence with its slots filled; what it says is noted."""
        pattern = pattern.replace("{'}s", f"{self.apostrophe}s")
        text, place = "", 0
        for found in _SLOT.finditer(pattern):
            text += pattern[place : found.start()]
            text += self._filled(found.group(1), bool(found.group(2)), found.group(3), text)
            place = found.end()
        text = re.sub(r"<(\w+)>", self._filler, text + pattern[place:])
        text = text[0].upper() + text[1:]
        for claim in claims:
            self._note(claim, text)
        for slot in [s for s in self.slots if s[0] in "OYUK"]:
            del self.slots[slot]
        return text

    def _filled(self, slot: str, short: bool, mark: str, before: str) -> str:
        if slot in ("old", "date"):
            return self._when(slot) + mark
        type_, name = self._entity(slot)
        if name.startswith("untitled"):
            article = "" if before.endswith("s ") else "the " if slot in self.seen else "an "
            self.seen.add(slot)
            return f"{article}{name}{mark}"
        if slot[0] in _WORKS:
            return (
                self.quote % (name + mark) if self.inside and mark and self.quote != "%s" else self.quote % name + mark
            )
        known = slot in self.seen
        self.seen.add(slot)
        if type_ == "Person" and known and (short or self.chance.random() < 0.6):
            name = _surname(name)
        return name if name.endswith(".") and mark == "." else name + mark

    def _when(self, slot: str) -> str:
        past = str(self.chance.randint(1930, 2022))
        coming = str(int(self.published[:4]) + self.chance.randint(0, 2))
        self.year = self.year or (coming if slot == "date" and self.future else past)
        if slot == "old":
            return self.year
        month, day = self.chance.randint(1, 12), self.chance.randint(1, 28)
        self.day = f"{self.year}-{month:02}-{day:02}"
        return self.chance.choice((f"{MONTHS[month - 1]} {day}, {self.year}", f"{day} {MONTHS[month - 1]} {self.year}"))

    def _filler(self, found: re.Match[str]) -> str:
        word, year = found.group(1), int(self.published[:4])
        if word in ("genre", "role"):
            return self.names.pick(f"{word}s")
        if word == "month":
            return self.chance.choice(MONTHS)
        return str(year + 1 if word == "year" else year - self.chance.randint(2, 25))

    def _name(self, slot: str) -> str:
        named = _NAMED.fullmatch(slot)
        if named is None:
            return self._entity(slot)[1]
        name = f"{self._entity(named.group(1))[1]} ({named.group(2).replace('-', ' ')})"
        self.entities[name] = "Play" if named.group(2) == "play" else "Book"
        return name

    def _note(self, claim: list[str], evidence: str) -> None:
        subject, predicate, thing = self._name(claim[0]), claim[1], claim[2]
        status, certainty = (*claim[3:5], *("attached", "reported")[len(claim) - 3 :]) if len(claim) < 5 else claim[3:5]
        dates = {"YEAR+1": str(int(self.published[:4]) + 1), "OLD": self.year, "DATE": self.day}
        value = dates[thing] if thing in dates else thing if predicate == "stage" else self._name(thing)
        said = {"subject": subject, "predicate": predicate, "object": value, "status": status, "certainty": certainty}
        self.claims.setdefault((subject, predicate, value), said | {"evidence": evidence})


def _surname(name: str) -> str:
    return re.sub(r"^[A-Z]\. ", "", name.removesuffix(" Jr.").split(" ", 1)[1]) if " " in name else name


def practice(count: int) -> list[dict[str, Any]]:
    """So many practice articles, the same ones every time."""
    sentences = phrases()
    return [Practice(seed, sentences).article() for seed in range(count)]
