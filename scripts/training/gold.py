"""Annotated articles for training: their names found in the text, and copies with titles in no quotation marks."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from slategraph.extraction.builtin.names.entities import TextEntity, key
from slategraph.extraction.builtin.text.typography import quotes
from slategraph.extraction.builtin.text.words import Words

WORKS = ("Film", "Series", "Book", "Play", "Game", "Franchise")
_FIRST = ("Person", "Film", "Series", "Company", "Book", "Play", "Game", "Franchise", "Character", "Place")
_KINDS = {
    "book": r"books?|novels?|novella|(?:short )?story|stories|memoir|comics?|graphic novel|article|manga",
    "play": r"play|(?:stage )?musical",
    "game": r"(?:video ?|board )?games?",
}
Gold = Mapping[str, Any]


def articles(folder: Path) -> list[Gold]:
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]


def bare(name: str) -> str:
    return re.sub(r" \([^()]*\)$", "", name)


def compared(name: str) -> str:
    """A name as score.py compares it: every kind of book is a book, every kind of play a play."""
    for kind, forms in _KINDS.items():
        name = re.sub(rf"\((?:{forms})\)$", f"({kind})", name.casefold())
    return key(name)


def forms(article: Gold) -> dict[str, str]:
    """The kind of each name, alias and surname."""
    found: dict[str, str] = {}
    ordered = sorted(article["entities"], key=lambda e: _FIRST.index(e["type"]))
    for entity in ordered:
        for form in (bare(entity["name"]), *entity["aliases"]):
            found.setdefault(form, "Work" if entity["type"] in WORKS else entity["type"])
    for entity in ordered:
        if entity["type"] == "Person" and len(entity["name"].split()) > 1 and len(entity["name"].split()[-1]) > 2:
            found.setdefault(entity["name"].split()[-1], "Person")
    return found


def spans(article: Gold, words: Words) -> list[tuple[int, int, str]]:
    """Where the names stand: first word, last word plus one, kind; the longest name first, without overlap."""
    taken = [False] * len(words.text)
    found = []
    for form, kind in sorted(forms(article).items(), key=lambda item: -len(item[0])):
        pattern = re.sub(r"['’‘]", "['’‘]", re.escape(form))
        for place in re.finditer(rf"(?<!\w){pattern}(?!\w)", words.text, re.IGNORECASE):
            if _written(place.group(), form) and not any(taken[place.start() : place.end()]):
                taken[place.start() : place.end()] = [True] * (place.end() - place.start())
                found.append((words.word_at(place.start()), words.word_at(place.end() - 1) + 1, kind))
    return sorted(found)


def _written(found: str, form: str) -> bool:
    """Whether words of a text are a name: set as it is, or all in capitals; a name in small letters in any way."""
    return not any(c.isupper() for c in form) or found.isupper() or found.replace("’", "'") == form.replace("’", "'")


def tags(article: Gold, words: Words) -> list[str]:
    """The right tag of each word."""
    found = ["O"] * len(words)
    for first, last, kind in spans(article, words):
        if all(tag == "O" for tag in found[first:last]):
            found[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]
    return found


def unquoted(article: Gold, *, capitals: bool = False) -> Gold | None:
    """A copy whose titles have lost their quotation marks, or stand in capitals instead; None where none had any."""
    titles = {key(form) for form, kind in forms(article).items() if kind == "Work"}
    text, parts, place = article["text"], [], 0
    for quote in quotes(text):
        title, end = text[quote.start : quote.end], quote.end
        while end < len(text) and text[end] in ",.;: ":
            end += 1
        if quote.start <= place or key(title) not in titles or end >= len(text) or text[end] not in "”\"’'»":
            continue
        parts += [text[place : quote.start - 1], title.upper() if capitals else title, text[quote.end : end]]
        place = end + 1
    if not parts:
        return None
    entities = [
        e | {"aliases": [*e["aliases"], bare(e["name"]).upper()]} if capitals else e for e in article["entities"]
    ]
    return {**article, "text": "".join([*parts, text[place:]]), "entities": entities}


def names_of(article: Gold) -> dict[str, set[tuple[str, str]]]:
    """For each name and each alias of two words or more, the entities for which it stands."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for entity in article["entities"]:
        for form in (entity["name"], *(a for a in entity["aliases"] if len(a.split()) > 1)):
            found[compared(form)].add((entity["name"], entity["type"]))
    return found


def entities_of(entity: TextEntity, names: Mapping[str, set[tuple[str, str]]]) -> set[str]:
    """The annotated entities that an entity of the extractor is."""
    fitting = names.get(compared(entity.name), set())
    return {
        name
        for name, type_ in fitting
        if (type_ in WORKS if entity.mention_type == "Work" else type_ == entity.mention_type)
    }


def work_types(article: Gold) -> dict[str, str]:
    """The type of each work by its name; of a film and its source the film's."""
    found: dict[str, str] = {}
    for type_ in WORKS:
        for entity in article["entities"]:
            if entity["type"] == type_:
                for form in (bare(entity["name"]), *entity["aliases"]):
                    found.setdefault(key(form), type_)
    return found


def claims_by_pair(article: Gold) -> Iterator[tuple[tuple[str, str | None], Gold, int, int]]:
    """Each claim with the names that it joins and the offsets of its evidence."""
    for claim in article["claims"]:
        start = article["text"].find(claim["evidence"])
        literal = claim["predicate"] in ("stage", "releaseDate")
        yield (claim["subject"], None if literal else claim["object"]), claim, start, start + len(claim["evidence"])
