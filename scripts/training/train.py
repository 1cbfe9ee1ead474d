"""Make the built-in reader's models from annotated articles: about 25 minutes on 2 cores, the same result every time.

Every fifth article of the folder, by name, is left out, so that `scripts/eval` can test on it. Each step is trained on
what the steps before it see in articles that these were not trained on, as it will be with new articles.
"""

import dataclasses
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "graph"), str(Path(__file__).resolve().parent)]

import gold  # noqa: E402
import learners  # noqa: E402
from practice import practice  # noqa: E402

from slategraph.extraction.force import force_features  # noqa: E402
from slategraph.extraction.judging import Bench, cases, linked  # noqa: E402
from slategraph.extraction.kinds import grouped, kind_features, second_look  # noqa: E402
from slategraph.extraction.language import english  # noqa: E402
from slategraph.extraction.linear import Linear, packed  # noqa: E402
from slategraph.extraction.mentions import Mention, mentions  # noqa: E402
from slategraph.extraction.pairs import Pair, Pairs  # noqa: E402
from slategraph.extraction.reading import Reading, reading  # noqa: E402
from slategraph.extraction.relations import TURNED, finds  # noqa: E402
from slategraph.extraction.sources import add_sources  # noqa: E402
from slategraph.extraction.tagging import Tagger, packed_tagger  # noqa: E402
from slategraph.extraction.things import things  # noqa: E402
from slategraph.extraction.words import Words, words_of  # noqa: E402
from slategraph.extraction.worktypes import set_types, type_features  # noqa: E402
from slategraph.vocabulary import PREDICATES, STAGES  # noqa: E402

TARGET = ROOT / "graph/slategraph/extraction"
PRACTICE = 550
FOLDS = range(4)
KINDS = (*learners.KINDS, "none")
LABELS = (*(p for p in PREDICATES if p != "stage"), *(f"stage:{s}" for s in STAGES))


@dataclasses.dataclass
class Sample:
    """A training article with what the steps make of it; `fold` says which models must not have seen it."""

    article: Any
    words: Words
    fold: int
    copies: list[tuple[Any, Words]] = dataclasses.field(default_factory=list)
    named: list[Mention] = dataclasses.field(default_factory=list)
    found: Reading | None = None
    pairs: list[Pair] = dataclasses.field(default_factory=list)
    right: Any = None
    claims: list[dict[str, Any]] = dataclasses.field(default_factory=list)


def samples(folder: Path) -> list[Sample]:
    every = [(a, i % 5) for i, a in enumerate(gold.articles(folder))]
    every = [(a, fold) for a, fold in every if fold != 4] + [(a, i % 4) for i, a in enumerate(practice(PRACTICE))]
    texts = english().pipe(article["text"] for article, _ in every)
    found = [Sample(article, words_of(doc), fold) for (article, fold), doc in zip(every, texts, strict=True)]
    for number, sample in enumerate(found):
        for capitals in (False, True)[: 2 if number % 3 == 0 else 1]:
            copy = gold.unquoted(sample.article, capitals=capitals)
            if copy is not None and not sample.article["id"].startswith("practice"):
                sample.copies.append((copy, words_of(english()(copy["text"]))))
    return found


def without(every: Iterable[Sample], fold: int | None) -> list[Sample]:
    return [s for s in every if s.fold != fold]


def train_tagger(every: Sequence[Sample]) -> Tagger:
    texts = [(s.article, s.words) for s in every] + [copy for s in every for copy in s.copies]
    return learners.tagger([w for _, w in texts], [gold.tags(a, w) for a, w in texts])


def train_kinds(every: Sequence[Sample], common: frozenset[str]) -> Linear:
    rows, labels = [], []
    for s in every:
        groups = grouped(s.words, s.named)
        features = kind_features(s.words, groups, common)
        places = gold.spans(s.article, s.words)
        for name, group in groups.items():
            exact = {(a, b): kind for a, b, kind in places}
            votes = Counter(exact.get((m.first, m.last), "none") for m in group)
            label = votes.most_common(1)[0][0]
            near = Counter(k for m in group for a, b, k in places if a < m.last and m.first < b)
            labels.append(near.most_common(1)[0][0] if label == "none" and near else label)
            rows.append(features[name])
    model = learners.linear(rows, _one_of(labels, KINDS), KINDS, rate=0.03, epochs=6, one=True)
    return dataclasses.replace(model, common=common)


def _one_of(labels: Sequence[str], names: Sequence[str]) -> Any:
    return np.array([[float(name == label) for name in names] for label in labels])


def train_types(every: Sequence[Sample]) -> Linear:
    rows, labels = [], []
    for s in every:
        assert s.found is not None
        types = gold.work_types(s.article)
        for thing in s.found.things:
            if thing.kind == "Work" and gold.key(thing.name) in types:
                rows.append(type_features(s.found, thing))
                labels.append(types[gold.key(thing.name)])
    return learners.linear(rows, _one_of(labels, gold.WORKS), gold.WORKS, rate=0.15, epochs=6, least=2, one=True)


def label_pairs(s: Sample) -> None:
    """Which relations hold between the two of each pair: 1 where the evidence is, unknown where it is elsewhere."""
    assert s.found is not None
    names = gold.names_of(s.article)
    entities = [gold.entities_of(thing, names) for thing in s.found.things]
    told = defaultdict(list)
    for joined, claim, start, end in gold.claims_by_pair(s.article):
        told[joined].append((claim, start, end))
    s.right = np.zeros((len(s.pairs), len(LABELS)))
    s.claims = [{} for _ in s.pairs]
    for k, pair in enumerate(s.pairs):
        literal = pair.pair in ("SW", "DW")
        one, other = (pair.other, pair.one) if pair.pair in TURNED else (pair.one, pair.other)
        sentence = pair.one if pair.pair == "SW" else s.found.sentence(pair.at)
        first, last = s.words.sentences[sentence]
        low, high = s.words.starts[first], s.words.ends[last - 1]
        for subject in entities[one]:
            for target in {None} if literal else entities[other]:
                for claim, start, end in told[(subject, target)]:
                    label = _label(claim, pair, s.found)
                    if label is None:
                        continue
                    if start < high and low < end:
                        s.right[k, LABELS.index(label)] = 1
                        s.claims[k][label] = claim
                    elif s.right[k, LABELS.index(label)] != 1:
                        s.right[k, LABELS.index(label)] = np.nan


def _label(claim: Any, pair: Pair, found: Reading) -> str | None:
    if claim["predicate"] == "stage":
        return f"stage:{claim['object']}" if pair.pair == "SW" else None
    if claim["predicate"] == "releaseDate":
        same = pair.pair == "DW" and found.dates[-1 - pair.one].value == claim["object"]
        return "releaseDate" if same else None
    return str(claim["predicate"])


def train_relations(every: Sequence[Sample], common: frozenset[str]) -> Linear:
    rows = [pair.features for s in every for pair in s.pairs]
    right = np.concatenate([s.right for s in every])
    model = learners.linear(rows, right, LABELS, rate=0.1, epochs=4, shrink=0.03)
    return dataclasses.replace(model, common=common)


def train_links(every: Sequence[Sample]) -> Linear:
    rows, right = [], []
    for s in every:
        for pair, row in zip(s.pairs, s.right, strict=True):
            if pair.link and ((row == 1).any() or not np.isnan(row).any()):
                rows.append(pair.link)
                right.append([float((row == 1).any())])
    return learners.linear(rows, np.array(right), ("linked",), rate=0.05, epochs=4, shrink=0.03)


def train_force(every: Sequence[Sample], common: frozenset[str]) -> Linear:
    rows, labels = [], []
    for s in every:
        assert s.found is not None
        pairs = Pairs(s.found, common)
        for pair, claims in zip(s.pairs, s.claims, strict=True):
            for label, claim in claims.items():
                rows.append(force_features(pairs, pair, label))
                labels.append(f"{claim['status']}/{claim['certainty']}")
    names = [name for name, count in Counter(labels).items() if count >= 4]
    kept = [k for k, label in enumerate(labels) if label in names]
    right = _one_of([labels[k] for k in kept], names)
    return learners.linear([rows[k] for k in kept], right, names, rate=0.15, epochs=5, one=True)


def second_rows(s: Sample, relations: Linear, links: Linear) -> tuple[list[list[str]], list[list[float]]]:
    """The cases of an article for the second look, and which are right."""
    assert s.found is not None
    names = gold.names_of(s.article)
    wanted = {(c["subject"], c["predicate"], c["object"]) for c in s.article["claims"]}
    bench = Bench(
        Pairs(s.found, relations.common), cases(finds(s.found, s.pairs, relations, 0.04)), linked(s.pairs, links)
    )
    right = []
    for case in bench.cases:
        subjects = gold.entities_of(case.best.subject, names)
        target = case.best.object
        objects = {target} if isinstance(target, str) else gold.entities_of(target, names)
        right.append([float(any((a, case.best.predicate, b) in wanted for a in subjects for b in objects))])
    return [bench.features(case) for case in bench.cases], right


def read(every: Sequence[Sample], common: frozenset[str]) -> Linear:
    """Let each sample be read by models that have not seen it, up to its pairs; gives the model of work types."""
    for s in every:
        s.found = reading(s.words, things(s.words, s.named), s.article["published"])
    for fold in FOLDS:
        model = train_types(without(every, fold))
        for s in every:
            if s.fold == fold and s.found is not None:
                set_types(s.found, s.found.things, model)
    types = train_types(every)
    for s in every:
        assert s.found is not None
        add_sources(s.found)
        s.pairs = list(Pairs(s.found, common).all())
        label_pairs(s)
    return types


def save(name: str, arrays: dict[str, Any]) -> None:
    np.savez_compressed(TARGET / f"{name}.npz", **arrays)
    print(f"{name}.npz: {(TARGET / f'{name}.npz').stat().st_size / 1e3:.0f} kB", flush=True)


def main(folder: str = "../shared/train") -> None:
    every = samples((ROOT / folder).resolve())
    print(f"{len(every)} articles", flush=True)
    for fold in FOLDS:
        tagger = train_tagger(without(every, fold))
        for s in every:
            if s.fold == fold:
                s.named = mentions(s.words, tags=tagger.tag(s.words))
    save("mentions", packed_tagger(train_tagger(every)))
    common = learners.common_words([s.words for s in every], 3)
    kinds = {fold: train_kinds(without(every, fold), common) for fold in FOLDS}
    save("kinds", packed(train_kinds(every, common)))
    for s in every:
        s.named = second_look(s.words, s.named, kinds[s.fold])
    save("worktypes", packed(read(every, common)))
    save("force", packed(train_force(every, common)))
    rows: list[list[str]] = []
    right: list[list[float]] = []
    for fold in FOLDS:
        seen = without(every, fold)
        relations, links = train_relations(seen, common), train_links(seen)
        for s in every:
            if s.fold == fold:
                more, good = second_rows(s, relations, links)
                rows += more
                right += good
    save("judging", packed(learners.linear(rows, np.array(right), ("right",), rate=0.02, epochs=6, least=5)))
    save("relations", packed(train_relations(every, common)))
    save("links", packed(train_links(every)))


if __name__ == "__main__":
    main(*sys.argv[1:])
