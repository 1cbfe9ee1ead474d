"""The encoder that is trained: MiniLM, with word features added at the foot and names marked half-way up."""

import torch
from torch import nn
from torch.nn import functional

from slategraph.extraction.builtin.encoder.encoding import MARKERS, PAIR_KINDS, TRAITS
from slategraph.extraction.builtin.encoder.wordpieces import WORD_FEATURES

WIDTH, HEADS, LAYERS, LOWER = 384, 12, 6, 3
HIDDEN, INNER = 256, 128


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.n1, self.n2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.i, self.f = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x, bias, drop):
        size, length, _ = x.shape
        q, k, v = (
            part(x).view(size, length, HEADS, WIDTH // HEADS).transpose(1, 2) for part in (self.q, self.k, self.v)
        )
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        seen = seen.transpose(1, 2).reshape(size, length, WIDTH)
        x = self.n1(x + functional.dropout(self.o(seen), drop, self.training))
        return self.n2(x + functional.dropout(self.f(functional.gelu(self.i(x))), drop, self.training))


class Encoder(nn.Module):
    """Words and places stay as published; looks, marks and layers are trained."""

    def __init__(self, weights):
        super().__init__()
        self.w = nn.Embedding(*weights["embeddings.word_embeddings.weight"].shape)
        self.p = nn.Embedding(512, WIDTH)
        self.n = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self._fill(weights)
        self.looks, self.marks = nn.Embedding(WORD_FEATURES, WIDTH), nn.Embedding(MARKERS, WIDTH)
        nn.init.zeros_(self.looks.weight)
        nn.init.normal_(self.marks.weight, std=0.1)
        self.w.weight.requires_grad_(False)
        self.p.weight.requires_grad_(False)

    @torch.no_grad()
    def _fill(self, weights):
        self.w.weight.copy_(weights["embeddings.word_embeddings.weight"])
        self.p.weight.copy_(
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self.n.weight.copy_(weights["embeddings.LayerNorm.weight"])
        self.n.bias.copy_(weights["embeddings.LayerNorm.bias"])
        names = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
                 "o": "attention.output.dense", "n1": "attention.output.LayerNorm", "i": "intermediate.dense",
                 "f": "output.dense", "n2": "output.LayerNorm"}  # fmt: skip
        for number, layer in enumerate(self.layers):
            for mine, theirs in names.items():
                for part in ("weight", "bias"):
                    getattr(getattr(layer, mine), part).copy_(weights[f"encoder.layer.{number}.{theirs}.{part}"])

    def lower(self, ids, looks, mask, drop=0.1):
        x = self.w(ids) + self.p.weight[: ids.shape[1]] + (self.looks(looks) * (looks > 0)[..., None]).sum(2)
        x = functional.dropout(self.n(x), drop, self.training)
        for layer in self.layers[:LOWER]:
            x = layer(x, self._bias(mask), drop)
        return x

    def upper(self, x, marks, mask, drop=0.1):
        x = x + (self.marks(marks) * (marks > 0)[..., None]).sum(2)
        for layer in self.layers[LOWER:]:
            x = layer(x, self._bias(mask), drop)
        return x

    @staticmethod
    def _bias(mask):
        bias = (1.0 - mask[:, None, None, :].float()) * -1e4
        return bias.to(torch.bfloat16) if torch.is_autocast_enabled("cpu") else bias


class Heads(nn.Module):
    """Tags and types of names from the lower half; relations, status and certainty of pairs from the upper."""

    def __init__(self, tags, types, labels):
        super().__init__()
        self.tags, self.types = nn.Linear(WIDTH, tags), nn.Linear(WIDTH, types)
        self.parts = nn.ModuleList(nn.Linear(WIDTH, HIDDEN + INNER, bias=False) for _ in range(6))
        self.kind, self.traits = nn.Embedding(len(PAIR_KINDS), HIDDEN + INNER), nn.Linear(TRAITS, HIDDEN + INNER)
        self.out, self.bias = nn.Linear(HIDDEN, labels), nn.Embedding(len(PAIR_KINDS), labels)
        self.label, self.force = nn.Embedding(labels, INNER), nn.Linear(INNER, 8)
        nn.init.normal_(self.kind.weight, std=0.02)
        nn.init.constant_(self.bias.weight, -2.0)
        nn.init.normal_(self.label.weight, std=0.02)

    def forward(self, rows, seen, drop=0.2):
        at, to, sentence = rows[seen["at"]], rows[seen["to"]], rows[seen["sentence"]]
        places = (at, to, sentence, seen["one"] @ rows, seen["other"] @ rows, at * to)
        sums = sum(part(functional.dropout(x, drop, self.training)) for part, x in zip(self.parts, places, strict=True))
        sums = sums + self.kind(seen["kinds"]) + self.traits(seen["traits"])
        hidden = functional.dropout(functional.gelu(sums[:, :HIDDEN]), drop, self.training)
        return self.out(hidden) + self.bias(seen["kinds"]), sums[:, HIDDEN:]

    def forces(self, inner, labels, drop=0.2):
        return self.force(functional.dropout(functional.gelu(inner + self.label(labels)), drop, self.training))
