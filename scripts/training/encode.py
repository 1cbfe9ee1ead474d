"""Train the encoder of the built-in extractor: names, and the relations of pairs, from annotated articles."""

import math
import random
from collections import defaultdict

import gold as golds
import learners
import numpy as np
import torch
from disguise import Disguise, told
from encoding_model import Encoder, Heads
from torch import nn
from torch.nn import functional

from slategraph.extraction.builtin.claims.relations import TURNED
from slategraph.extraction.builtin.encoder.encoder import CERTAINTY, STATUS
from slategraph.extraction.builtin.encoder.encoding import TRAITS, entity_markers, pair_inputs, rows_of
from slategraph.extraction.builtin.encoder.wordpieces import windows
from slategraph.extraction.builtin.models.linear import shipped_model
from slategraph.extraction.builtin.names.entities import clustered
from slategraph.extraction.builtin.pairs.context import Context
from slategraph.extraction.builtin.pairs.items import reading
from slategraph.extraction.builtin.pairs.nameless import with_sources
from slategraph.extraction.builtin.pairs.pairs import pairs as every_pair
from slategraph.extraction.builtin.pairs.worktypes import typed as with_types
from slategraph.model.vocabulary import PREDICATES, STAGES

LABELS = (*(p for p in PREDICATES if p != "stage"), *(f"stage:{s}" for s in STAGES))
TAGS = learners.TAGS
# How much rivals, and status and certainty, count beside the relations themselves.
RIVALS, FORCE = 0.5, 0.8
TYPES = golds.WORKS


def fits(kind, types):
    return bool(set(golds.WORKS) & set(types)) if kind == "Work" else kind in types


def allowed(found, pair, label):
    """Whether a label can hold for a pair, by the mention types of its two names."""
    predicate = PREDICATES[label.split(":")[0]]
    if pair.kind in ("SW", "DW") or predicate.literal:
        return (pair.kind, predicate.literal) in (("SW", "stage"), ("DW", "date"))
    one, other = (pair.other, pair.one) if pair.kind in TURNED else (pair.one, pair.other)
    return fits(found.entities[one].mention_type, predicate.subjects) and fits(
        found.entities[other].mention_type, predicate.objects
    )


def example(article, words, named, common, types=None):
    """One article as numbers: its reading, its pairs, and what is true of them."""
    found = reading(words, clustered(words, named), article["published"])
    found = with_sources(with_types(found, types or shipped_model("worktypes")))
    pairs = every_pair(Context(found, common))
    names = golds.names_of(article)
    entities = [golds.entities_of(entity, names) for entity in found.entities]
    claims = defaultdict(list)
    for joined, claim, start, end in golds.claims_by_pair(article):
        claims[joined].append((claim, start, end))
    true, unsure, force = set(), set(), []
    for number, pair in enumerate(pairs):
        for claim, label, here in _claims_of(found, pair, entities, claims):
            (true if here else unsure).add((number, label))
            if here:
                force.append((number, label, STATUS.index(claim["status"]), CERTAINTY.index(claim["certainty"])))
    size = len(words)
    spans = golds.spans(article, words)
    kinds = golds.work_types(article)
    typed = {}
    for a, b, kind in spans:
        name = golds.key(words.text[words.starts[a] : words.ends[b - 1]])
        if kind == "Work" and name in kinds:
            typed[a] = kinds[name]
    return {
        "words": words, "found": found, "entities": len(found.entities), "spans": spans, "types": typed,
        "inputs": pair_inputs(found, rows_of(found, range(size), range(1, size + 1)), pairs), "true": sorted(true),
        "unsure": sorted(unsure - true), "force": force, "rivals": _rivals(pairs, true, unsure),
        "allowed": [[k for k, label in enumerate(LABELS) if allowed(found, pair, label)] for pair in pairs],
    }  # fmt: skip


def _rivals(pairs, true, unsure):
    """For each place and label: the pairs that differ in the one work, and which of them are true."""
    places = defaultdict(list)
    for number, pair in enumerate(pairs):
        places[pair.at, pair.kind].append(number)
    told = sorted({(pairs[number].at, pairs[number].kind, label) for number, label in true})
    rows = (
        ([k for k in places[at, kind] if (k, label) not in unsure or (k, label) in true], label)
        for at, kind, label in told
    )
    return [(row, [n for n, k in enumerate(row) if (k, label) in true], label) for row, label in rows if len(row) > 1]


def _claims_of(found, pair, entities, claims):
    literal = {"SW": "stage", "DW": "date"}.get(pair.kind)
    one, other = (pair.other, pair.one) if pair.kind in TURNED else (pair.one, pair.other)
    sentence = pair.one if pair.kind == "SW" else found.sentence(pair.at)
    first, last = found.words.sentences[sentence]
    low, high = found.words.starts[first], found.words.ends[last - 1]
    for subject in sorted(entities[one]):
        for target in [None] if literal else sorted(entities[other]):
            for claim, start, end in claims[subject, target]:
                if literal and PREDICATES[claim["predicate"]].literal != literal:
                    continue
                if literal == "date" and found.dates[-1 - pair.one].value != claim["object"]:
                    continue
                label = f"stage:{claim['object']}" if literal == "stage" else claim["predicate"]
                yield claim, LABELS.index(label), start < high and low < end


def shares(layout, place, size):
    """The share of each piece in each row: of a name its first and last piece, of a sentence all pieces alike."""
    found = np.zeros((len(layout.rows), size), np.float32)
    for row, (a, b, c, d) in enumerate(layout.rows):
        if b > a:
            found[row, place[a:b]] += 0.5 / (b - a)
        if d > c:
            found[row, place[c:d]] += 0.5 / (d - c)
    return found


def batch(examples, tokens, pools=None, chance=None):
    """Several articles as one: windows, markers, shares of pieces in rows, and the pairs with their rows shifted."""
    parts = []
    for one in examples:
        disguise = Disguise(chance, pools) if chance and chance.random() < 0.9 else None
        text = told(one["words"], one["spans"], tokens, one["types"], disguise, 0.3 if chance else 0.0)
        order = list(range(max(48, one["entities"])))
        if chance:
            chance.shuffle(order)
        layout = rows_of(one["found"], text.pieces.first, text.pieces.last)
        seen = windows(text.pieces)
        parts.append((text, layout, seen, entity_markers(layout, seen, order)))
    longest = max(seen.ids.shape[1] for _, _, seen, _ in parts)

    def padded(array):
        return np.pad(array, [(0, 0), (0, longest - array.shape[1]), *[(0, 0)] * (array.ndim - 2)])

    ids, looks, mask, marked = (
        torch.tensor(np.concatenate([padded(a) for a in group]))
        for group in (
            [p[2].ids for p in parts], [p[2].features for p in parts], [p[2].mask for p in parts], [p[3] for p in parts]
        )
    )  # fmt: skip
    pairs = {name: [] for name in ("at", "to", "sentence", "kinds", "one", "other", "traits")}
    share, tags, types, offset, before = [], [], [], 0, 0
    for one, (text, layout, seen, _) in zip(examples, parts, strict=True):
        width = seen.ids.shape[1]
        place = (seen.place // width + before) * longest + seen.place % width
        share.append(shares(layout, place, ids.shape[0] * longest))
        tags += [(int(place[k]), TAGS.index(tag)) for k, tag in text.tags]
        types += [(int(place[k]), TYPES.index(t)) for k, t in text.types if k < len(place)]
        for name in ("at", "to", "sentence"):
            pairs[name] += [row + offset for row in getattr(one["inputs"], name)]
        for name in ("one", "other"):
            pairs[name] += [[row + offset for row in group] for group in getattr(one["inputs"], name)]
        pairs["kinds"] += one["inputs"].kinds
        pairs["traits"] += one["inputs"].traits
        offset += len(layout.rows)
        before += seen.ids.shape[0]
    tensors = {name: torch.tensor(pairs[name], dtype=torch.long) for name in ("at", "to", "sentence", "kinds")}
    for name, width in (("one", offset), ("other", offset), ("traits", TRAITS)):
        made = np.zeros((len(pairs["at"]), width), np.float32)
        for number, group in enumerate(pairs[name]):
            made[number, group] = 1.0 if name == "traits" else 1 / len(group)
        tensors[name] = torch.tensor(made)
    return ids, looks, mask, marked, torch.tensor(np.concatenate(share)), tags, types, tensors


def loss_of(examples, scores, inner, heads):
    """How wrong the pairs are: each by itself, each beside its rivals for one place, and in status and certainty."""
    truth, counted = torch.zeros_like(scores), torch.zeros_like(scores)
    force, beside, start = [], [], 0
    for one in examples:
        for number, labels in enumerate(one["allowed"]):
            counted[start + number, labels] = 1
        for number, label in one["unsure"]:
            counted[start + number, label] = 0
        for number, label in one["true"]:
            truth[start + number, label] = counted[start + number, label] = 1
        force += [(start + number, *rest) for number, *rest in one["force"]]
        for row, right, label in one["rivals"]:
            told = scores[[start + k for k in row], label]
            beside.append(torch.logsumexp(told, 0) - torch.logsumexp(told[right], 0))
        start += len(one["allowed"])
    losses = functional.binary_cross_entropy_with_logits(scores, truth, reduction="none")
    loss = 2 * (losses * counted).sum() / max(1, len(scores))
    if beside:
        loss = loss + RIVALS * torch.stack(beside).mean()
    if force:
        number, label, status, certainty = torch.tensor(force).T
        made = heads.forces(inner[number], label)
        loss = loss + FORCE * (
            functional.cross_entropy(made[:, :4], status) + functional.cross_entropy(made[:, 4:], certainty)
        )
    return loss


def run(model, heads, made, training=True):
    ids, looks, mask, marked, share, tags, types, seen = made
    with torch.autocast("cpu", torch.bfloat16, enabled=training):
        low = model.lower(ids, looks, mask)
        high = model.upper(low, marked, mask)
    low, high = low.float().flatten(0, 1), high.float().flatten(0, 1)
    tag = heads.tags(functional.dropout(low[[p for p, _ in tags]], 0.1, training))
    type_ = heads.types(functional.dropout(low[[p for p, _ in types]], 0.1, training))
    scores, inner = heads(share @ high, seen)
    return tag, type_, scores, inner


def fresh(weights, seed=0):
    """The encoder as published, with heads that know nothing yet."""
    torch.manual_seed(seed)
    return Encoder(weights), Heads(len(TAGS), len(TYPES), len(LABELS))


def train(model, heads, found, gold, *, tokens, pools, epochs, rate, seed=0):
    """Train on the tagger's names and on the annotated ones in turn; the last epoch on the tagger's alone."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    model.train(), heads.train()
    trained = [p for n, p in model.named_parameters() if p.requires_grad and n not in ("looks.weight", "marks.weight")]
    fresh = [model.looks.weight, model.marks.weight, *heads.parameters()]
    optimizer = torch.optim.AdamW([{"params": trained, "lr": rate}, {"params": fresh, "lr": 1e-3}], betas=(0.9, 0.98))
    per = math.ceil(len(found) / 2)
    steps, warm = epochs * per, max(1, epochs * per // 12)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / (steps - warm)))
    )
    for epoch in range(epochs):
        order = list(range(len(found)))
        chance.shuffle(order)
        totals = np.zeros(3)
        for start in range(0, len(order), 2):
            examples = [
                (gold if (k + epoch) % 2 and epoch < epochs - 1 else found)[k] for k in order[start : start + 2]
            ]
            made = batch(examples, tokens, pools, chance)
            tag, type_, scores, inner = run(model, heads, made)
            tag_loss = functional.cross_entropy(tag, torch.tensor([t for _, t in made[5]]))
            type_loss = functional.cross_entropy(type_, torch.tensor([t for _, t in made[6]])) if made[6] else 0.0
            pair_loss = loss_of(examples, scores, inner, heads)
            optimizer.zero_grad()
            (4 * tag_loss + 0.3 * type_loss + pair_loss).backward()
            nn.utils.clip_grad_norm_(trained, 1.0)
            nn.utils.clip_grad_norm_(fresh, 2.0)
            optimizer.step()
            pace.step()
            totals += [
                float(part) for part in (tag_loss.detach(), torch.as_tensor(type_loss).detach(), pair_loss.detach())
            ]
        losses = ", ".join(
            f"{name} {total / per:.3f}" for name, total in zip(("tags", "types", "pairs"), totals, strict=True)
        )
        print(f"epoch {epoch + 1}: {losses}", flush=True)
    return model.eval(), heads.eval()
