"""A floor under the reader: what it once reached on a corpus, it reaches from then on.

`floor.json` pins each corpus by its digest, so that neither text nor gold can be eased by accident. The last corpus
is not part of the project; its test runs where that folder lies beside the checkout. The floors lie a little under what
was reached, since the encoder's whole numbers come out a little differently on other processors.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from scoring import gold_articles, score_article, score_folder
from slategraph import Article, extract, read_article

ROOT = Path(__file__).resolve().parents[2]
FLOORS: dict[str, dict[str, Any]] = json.loads((ROOT / "tests/floor.json").read_text("utf-8"))


def digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in gold_articles(folder):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


@pytest.mark.parametrize("folder", FLOORS)
def test_the_reader_keeps_what_it_reached(folder: str) -> None:
    corpus, floor = ROOT / folder, FLOORS[folder]
    if not corpus.is_dir():
        pytest.skip(f"{folder} does not lie beside this checkout")
    assert digest(corpus) == floor["sha256"], "the corpus changed: score anew, and pin it with its new floor"
    scores = score_folder(corpus)
    assert scores["f1"].precision >= floor["precision"], scores
    for way, score in scores.items():
        assert score.f1 >= floor[way], (way, score)


def test_a_perfect_reading_scores_one() -> None:
    gold = json.loads((ROOT / "data/articles/heat-2-bale-confirms.json").read_text("utf-8"))
    article = Article(gold["id"], gold["text"])
    reports = list(extract(article))
    read = {(r.claim.subject.name, r.claim.predicate, r.claim.object_name) for r in reports}
    only = [c for c in gold["claims"] if (c["subject"], c["predicate"], c["object"]) in read]
    right = [r for r in reports if (r.claim.subject.name, r.claim.predicate, r.claim.object_name) in _triples(only)]
    score = score_article(gold | {"claims": only}, right)
    assert score.f1 == score.precision == score.recall == 1.0


def _triples(claims: list[dict[str, Any]]) -> set[tuple[str, str, str]]:
    return {(c["subject"], c["predicate"], c["object"]) for c in claims}


def test_a_reading_of_nothing_scores_none() -> None:
    gold = json.loads((ROOT / "data/articles/heat-2-bale-confirms.json").read_text("utf-8"))
    assert score_article(gold, []).f1 == 0.0


@pytest.mark.parametrize("page", sorted((ROOT / "data/articles").glob("*.html")), ids=lambda page: page.stem)
def test_the_sample_pages_hold_the_gold_texts(page: Path) -> None:
    gold = json.loads(page.with_suffix(".json").read_text("utf-8"))
    article = read_article(page)
    assert article.text.split() == gold["text"].split()
    assert (article.publisher, article.published, article.url) == (gold["publisher"], gold["published"], gold["url"])
