"""How right a reading is: claims of gold articles found, as precision, recall and F1.

The gold articles have the form of `data/articles/*.json`: text, entities with aliases, claims. A report is right
when subject, predicate and object match a claim of its article; a name matches the entity's name, or an alias of two
words or more, but for case, accents, punctuation and leading articles, and whichever word in brackets says that it is
a book.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slategraph import Article, Report, extract

_KINDS = {
    "book": r"books?|novels?|novella|(?:short )?story|stories|memoir|comics?|graphic novel|article|manga",
    "play": r"play|(?:stage )?musical",
    "game": r"(?:video ?|board )?games?",
}
Triple = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of claims in the gold, claims read, and claims read rightly."""

    gold: int
    read: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.read) if self.gold + self.read else 0.0


def _words(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", name).casefold()
    for kind, forms in _KINDS.items():
        folded = re.sub(rf"\((?:{forms})\)$", f"({kind})", folded)
    words = "".join(c for c in folded if c.isalnum() or c.isspace()).split()
    while len(words) > 1 and words[0] in ("the", "a", "an"):
        del words[0]
    return words


def key(name: str) -> str:
    """A name as it is compared."""
    return "".join(_words(name)) or name.strip()


def _names(entities: Iterable[dict[str, Any]]) -> dict[str, set[str]]:
    """For each form of a name the names for which it may stand."""
    found: dict[str, set[str]] = {}
    for entity in entities:
        for form in [entity["name"], *(a for a in entity["aliases"] if len(_words(a)) > 1)]:
            found.setdefault(key(form), set()).add(key(entity["name"]))
    return found


def _gold_triple(claim: dict[str, Any], *, force: bool = False) -> Triple:
    literal = claim["predicate"] in ("stage", "releaseDate")
    said = (claim["status"], claim["certainty"]) if force else ()
    target = claim["object"].casefold() if literal else key(claim["object"])
    return key(claim["subject"]), claim["predicate"], target, *said


def _readings(report: Report, names: dict[str, set[str]], *, force: bool = False) -> Iterator[Triple]:
    """The gold triples for which a report may stand."""
    said = (report.status, report.certainty) if force else ()
    claim = report.claim
    subject, obj = key(claim.subject.name), key(claim.object_name)
    objects = {claim.object.casefold()} if isinstance(claim.object, str) else names.get(obj, {obj})
    return ((s, claim.predicate, o, *said) for s in names.get(subject, {subject}) for o in objects)


def _contested(status: str, certainty: str) -> bool:
    return status != "attached" or certainty in ("rumored", "denied")


def score_article(
    gold: dict[str, Any], reports: Iterable[Report], *, strict: bool = False, contested: bool = False
) -> Score:
    """The score of one article's reports; a claim that is read twice counts once.

    `strict` asks for status and certainty too; `contested` does so over the claims that are not plainly so.
    """
    force = strict or contested
    claims = [c for c in gold["claims"] if not contested or _contested(c["status"], c["certainty"])]
    told = (r for r in reports if not contested or _contested(r.status, r.certainty))
    wanted, names = {_gold_triple(claim, force=force) for claim in claims}, _names(gold["entities"])
    found = [frozenset(_readings(report, names, force=force)) for report in told]
    right = {triple for readings in found for triple in readings & wanted}
    wrong = {readings for readings in found if not readings & wanted}
    return Score(len(wanted), len(right) + len(wrong), len(right))


def gold_articles(folder: Path) -> list[Path]:
    """The gold articles of a folder; of the training articles every fifth, which training never sees."""
    paths = sorted(folder.glob("*.json"))
    return paths[4::5] if folder.parent.name == "training" else paths


#: The ways of scoring, by their names in `floor.json`.
WAYS: dict[str, dict[str, bool]] = {"f1": {}, "strict": {"strict": True}, "contested": {"contested": True}}


def score_folder(folder: Path) -> dict[str, Score]:
    """The scores of the built-in extractor over all gold articles of a folder, micro-averaged, in each way."""
    scores: dict[str, list[Score]] = {way: [] for way in WAYS}
    for path in gold_articles(folder):
        gold = json.loads(path.read_text("utf-8"))
        article = Article(**{k: gold.get(k) for k in ("id", "text", "publisher", "published", "url")})
        reports = list(extract(article))
        for way, options in WAYS.items():
            scores[way].append(score_article(gold, reports, **options))
    return {way: _summed(found) for way, found in scores.items()}


def _summed(scores: Iterable[Score]) -> Score:
    counts = [(score.gold, score.read, score.right) for score in scores]
    return Score(*(sum(column) for column in zip(*counts, strict=True)))
