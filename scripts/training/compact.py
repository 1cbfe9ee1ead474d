"""Training articles in the compact form of `stories/`: sentences with what each of them says."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from slategraph.extraction.wordlists import listed

FORCES = {
    "": ("attached", "reported"),
    "c": ("attached", "confirmed"),
    "t": ("in-talks", "reported"),
    "tc": ("in-talks", "confirmed"),
    "k": ("considered", "reported"),
    "kc": ("considered", "confirmed"),
    "r": ("considered", "rumored"),
    "ar": ("attached", "rumored"),
    "x": ("exited", "reported"),
    "xc": ("exited", "confirmed"),
    "d": ("attached", "denied"),
    "kd": ("considered", "denied"),
}
_LITERAL = ("stage", "releaseDate")
_TYPES = listed("Person Company Film Series Book Play Game Character Franchise Place")


def stories(folder: Path) -> list[dict[str, Any]]:
    """The articles of a folder's files, in the order of the files' names."""
    texts = (path.read_text("utf-8") for path in sorted(folder.glob("*.txt")))
    return [_article(part.split("\n")) for text in texts for part in f"\n{text}".split("\n= ")[1:]]


def _article(lines: list[str]) -> dict[str, Any]:
    name, published = lines[0].split()
    entities: dict[str, dict[str, Any]] = {}
    told: list[tuple[str, str]] = []
    for line in lines[1:]:
        words = line.split(" ", 2)
        if len(words) == 3 and words[1] in _TYPES and " ## " not in line:
            forms = [form.strip() for form in words[2].split("|")]
            entities[words[0]] = {"name": forms[0], "type": words[1], "aliases": forms[1:]}
        else:
            text, _, claims = line.partition(" ## ")
            told.append((text, claims))
    claims = [claim for text, said in told for claim in _claims(text, said, entities)]
    return {
        "id": f"story-{name}", "publisher": None, "published": published, "url": None, "text": _text(told),
        "entities": list(entities.values()), "claims": claims,
    }  # fmt: skip


def _text(told: list[tuple[str, str]]) -> str:
    paragraphs: list[list[str]] = [[]]
    for text, _ in told:
        if text.strip():
            paragraphs[-1].append(text.strip())
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences)


def _claims(text: str, said: str, entities: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    for claim in filter(None, (part.strip() for part in said.split(";"))):
        subject, predicate, thing, *force = claim.split()
        status, certainty = FORCES[force[0] if force else ""]
        target = thing if predicate in _LITERAL else entities[thing]["name"]
        yield {
            "subject": entities[subject]["name"], "predicate": predicate, "object": target,
            "status": status, "certainty": certainty, "evidence": text.strip(),
        }  # fmt: skip
