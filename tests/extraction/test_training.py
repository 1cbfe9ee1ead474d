"""The articles that the reader is trained on: what they claim stands in them and fits the ontology."""

import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from slategraph.model.vocabulary import CERTAINTIES, PREDICATES, STAGES, STATUSES

TRAINING = Path(__file__).parents[2] / "scripts/training"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def _stories() -> list[dict[str, Any]]:
    """The articles of `stories/`, read as the training reads them."""
    spec = importlib.util.spec_from_file_location("compact", TRAINING / "compact.py")
    assert spec and spec.loader
    compact = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(compact)
    found: list[dict[str, Any]] = compact.stories(TRAINING / "stories")
    return found


ARTICLES = [*_stories(), *(json.loads(p.read_text("utf-8")) for p in sorted((TRAINING / "articles").glob("*.json")))]


def _wrong(article: dict[str, Any]) -> Iterator[str]:
    types: dict[str, set[str]] = {}
    for entity in article["entities"]:
        types.setdefault(entity["name"], set()).add(entity["type"])
    for claim in article["claims"]:
        said = f"{claim['subject']} {claim['predicate']} {claim['object']}"
        predicate = PREDICATES[claim["predicate"]]
        if not types[claim["subject"]] & set(predicate.subjects):
            yield f"{said}: the subject's type"
        if predicate.literal == "stage" and claim["object"] not in STAGES:
            yield f"{said}: no stage"
        if predicate.literal == "date" and not _DATE.fullmatch(claim["object"]):
            yield f"{said}: no date"
        if not predicate.literal and not types[claim["object"]] & set(predicate.objects):
            yield f"{said}: the object's type"
        if claim["status"] not in STATUSES or claim["certainty"] not in CERTAINTIES:
            yield f"{said}: {claim['status']}, {claim['certainty']}"
        if claim["status"] != "attached" and not predicate.has_status:
            yield f"{said}: a status"
        if claim["evidence"] not in article["text"]:
            yield f"{said}: the evidence"


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])
def test_its_claims_stand_in_it_and_fit_the_ontology(article: dict[str, Any]) -> None:
    assert not list(_wrong(article))


def test_each_article_has_an_id_of_its_own() -> None:
    assert len({article["id"] for article in ARTICLES}) == len(ARTICLES)
