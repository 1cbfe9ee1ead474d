"""The position of each entity in the picture: computed once, in Python, the same for the same graph.

Each connected part is spread out on its own and the parts are then set beside each other. A part starts from
PivotMDS (distances to a few far-apart entities, brought into the plane) and is refined by springs along its
claims and repulsion between all its entities. In large parts repulsion comes from a field on a grid, by fast
Fourier transform, so that 20,000 entities need seconds and no quadratic memory (networkx's
`forceatlas2_layout` is quadratic, and igraph is under the GPL).
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from slategraph.errors import BadInput

Points = NDArray[np.float64]
Pairs = NDArray[np.int64]

_SPACING = 46.0  # target distance of two linked entities, in the picture's units
_EXACT = 220  # up to this many entities every pair repels exactly; above, the field on the grid
_WIDE = 1.5  # width of the picture to its height, and so are the names under the entities
_ROOM = 38.0  # the larger, the more white between the entities of a part
_APART = 34.0  # no two entities of a part come closer, from top to bottom; _WIDE times that from left to right
_MARGIN = 60.0  # around each part


def positions(count: int, pairs: Pairs, layout: str = "force", seed: int = 7) -> Points:
    """The positions of `count` entities linked by `pairs`: one row of x and y each, around the origin.

    `layout` is a key of `LAYOUTS`; raises `BadInput` for another. The same arguments return the same rows.

        >>> positions(2, np.array([[0, 1]])).round().shape
        (2, 2)
    """
    if layout not in LAYOUTS:
        raise BadInput(f"Unknown layout {layout!r}: use one of {', '.join(LAYOUTS)}.")
    if not count:
        return np.zeros((0, 2))
    pairs = np.unique(np.sort(np.asarray(pairs, dtype=np.int64).reshape(-1, 2), axis=1), axis=0)
    points = LAYOUTS[layout](count, pairs[pairs[:, 0] != pairs[:, 1]], np.random.default_rng(seed))
    return np.asarray(points - (points.min(axis=0) + points.max(axis=0)) / 2)


def _force(count: int, pairs: Pairs, rng: np.random.Generator) -> Points:
    labels = _components(count, pairs)
    order = np.argsort(labels, kind="stable")
    bounds = np.flatnonzero(np.diff(labels[order], prepend=-1, append=count + 1))
    parts = sorted((order[a:b] for a, b in pairwise(bounds)), key=lambda part: (-len(part), int(part[0])))
    place = np.zeros(count, dtype=np.int64)
    for part in parts:
        place[part] = np.arange(len(part))
    by_part = _grouped(pairs, labels)
    seed = int(rng.integers(1 << 32))
    laid = [
        _component(len(part), place[by_part.get(int(labels[part[0]]), pairs[:0])].tobytes(), seed) for part in parts
    ]
    points = np.zeros((count, 2))
    for part, spot in zip(parts, _packed(laid), strict=True):
        points[part] = spot
    return points


def _circle(count: int, pairs: Pairs, _: np.random.Generator) -> Points:
    """Everyone on one circle, parts together, so that the claims cross its inside."""
    angle = np.zeros(count)
    angle[np.argsort(_components(count, pairs), kind="stable")] = np.arange(count) * 2 * np.pi / count
    radius = max(_SPACING, count * _APART / 4)
    return np.column_stack((np.sin(angle) * _WIDE * radius, -np.cos(angle) * radius))


def _components(count: int, pairs: Pairs) -> NDArray[np.int64]:
    """For each entity the lowest number in its connected part."""
    labels = np.arange(count)
    while True:
        lowest = labels.copy()
        np.minimum.at(lowest, pairs[:, 0], labels[pairs[:, 1]])
        np.minimum.at(lowest, pairs[:, 1], labels[pairs[:, 0]])
        np.minimum.at(lowest, labels, lowest.copy())
        lowest = lowest[lowest]
        if np.array_equal(lowest, labels):
            return labels
        labels = lowest


def _grouped(pairs: Pairs, labels: NDArray[np.int64]) -> Mapping[int, Pairs]:
    part = labels[pairs[:, 0]]
    order = np.argsort(part, kind="stable")
    if not len(pairs):
        return {}
    found, starts = np.unique(part[order], return_index=True)
    return dict(zip(found.tolist(), np.split(pairs[order], starts[1:]), strict=True))


@lru_cache(maxsize=512)  # small parts are often built alike
def _component(count: int, packed_pairs: bytes, seed: int) -> Points:
    pairs = np.frombuffer(packed_pairs, dtype=np.int64).reshape(-1, 2)
    if count == 1:
        return np.zeros((1, 2))
    if count == 2:
        return np.array([[-0.5, 0.0], [0.5, 0.0]]) * _SPACING * _WIDE
    degree = np.bincount(pairs.ravel(), minlength=count).astype(float)
    points = _pivot_mds(count, pairs, degree) * _SPACING
    points += np.random.default_rng(seed).normal(scale=_SPACING / 4, size=points.shape)
    points = _relaxed(points, pairs, degree)
    points *= [1.1, 1.0]
    points *= _ROOM * np.sqrt(count) / max(float(np.sqrt(points.var(axis=0).sum())), 1e-9)
    return _parted(points + np.random.default_rng(seed).normal(scale=_APART / 6, size=points.shape))


def _pivot_mds(count: int, pairs: Pairs, degree: Points) -> Points:
    """A first sketch: steps to some far-apart entities, brought into the plane (Brandes and Pich, 2007).

    Entities with one neighbour are measured from last, and what turns the sketch is all of it, not one entity: so a
    newcomer at the edge hardly changes it.
    """
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for a, b in pairs.tolist():
        neighbours[a].append(b)
        neighbours[b].append(a)
    pivots = min(count, 40 if count <= 2000 else 20)
    steps = np.zeros((count, pivots))
    nearest = np.full(count, np.inf)
    weight = np.where(degree > 1, 1.0, 1e-3)
    pivot = int(degree.argmax())
    for column in range(pivots):
        steps[:, column] = _steps_from(pivot, neighbours)
        nearest = np.minimum(nearest, steps[:, column])
        pivot = int((nearest * weight).argmax())
    squares = steps**2
    centred = -0.5 * (squares - squares.mean(axis=0) - squares.mean(axis=1, keepdims=True) + squares.mean())
    _, vectors = np.linalg.eigh(centred.T @ centred)
    sketch = centred @ vectors[:, -1:-3:-1]
    sketch *= np.where((degree[:, None] * sketch**3).sum(axis=0) < 0, -1.0, 1.0)
    return np.asarray(sketch * (np.sqrt(count) / max(float(sketch.std()), 1e-9)))


def _steps_from(start: int, neighbours: list[list[int]]) -> list[int]:
    steps = [-1] * len(neighbours)
    steps[start] = 0
    frontier = [start]
    while frontier:
        reached = []
        for node in frontier:
            for other in neighbours[node]:
                if steps[other] < 0:
                    steps[other] = steps[node] + 1
                    reached.append(other)
        frontier = reached
    return steps


def _relaxed(points: Points, pairs: Pairs, degree: Points) -> Points:
    """Springs and repulsion, in steps that get shorter (Fruchterman and Reingold, with ForceAtlas2's masses)."""
    count = len(points)
    mass = 1 + np.minimum(degree, 60)
    rounds = 80 + count if count <= _EXACT else int(np.clip(400_000 / count, 50, 160))
    repel = _repel_exactly if count <= _EXACT else _Field(count)
    heat = _SPACING * np.sqrt(count) / 8
    for cooling in np.linspace(1, 0.03, rounds) ** 2:
        push = repel(points, mass) * _SPACING**2 * 0.5
        stretch = points[pairs[:, 1]] - points[pairs[:, 0]]
        stretch *= (np.hypot(stretch[:, 0], stretch[:, 1]) / _SPACING)[:, None] ** 0.35
        for axis in (0, 1):
            push[:, axis] += np.bincount(pairs[:, 0], stretch[:, axis], count)
            push[:, axis] -= np.bincount(pairs[:, 1], stretch[:, axis], count)
        push -= (points - points.mean(axis=0)) * (0.04 * mass[:, None])
        push /= mass[:, None] ** 0.5
        length = np.hypot(push[:, 0], push[:, 1])[:, None]
        points = points + push * np.minimum(1 / np.maximum(length, 1e-9) * heat * cooling, 0.3)
    return points


def _repel_exactly(points: Points, mass: Points) -> Points:
    x, y = points[:, 0, None] - points[:, 0], points[:, 1, None] - points[:, 1]
    force = mass[:, None] * mass / np.maximum(x * x + y * y, 1.0)
    return np.column_stack(((x * force).sum(axis=1), (y * force).sum(axis=1)))


class _Field:
    """Repulsion of many entities: their masses on a grid, and the slope of the potential that they make there."""

    def __init__(self, count: int) -> None:
        self.side = 1 << int(np.clip(np.ceil(np.log2(3 * np.sqrt(count))), 5, 9))
        away = np.minimum(np.arange(2 * self.side), 2 * self.side - np.arange(2 * self.side))
        potential = -0.5 * np.log(away[:, None] ** 2 + away[None, :] ** 2 + 0.5)
        self.kernel = np.fft.rfft2(potential)

    def __call__(self, points: Points, mass: Points) -> Points:
        low = points.min(axis=0)
        cell = max(float((points.max(axis=0) - low).max()), 1.0) / (self.side - 4)
        where = (points - low) / cell + 1
        corner = where.astype(np.int64)
        share = where - corner
        corners = [(dx, dy) for dx in (0, 1) for dy in (0, 1)]
        flats = [(corner[:, 0] + dx) * self.side + corner[:, 1] + dy for dx, dy in corners]
        shares = [np.abs(1 - dx - share[:, 0]) * np.abs(1 - dy - share[:, 1]) for dx, dy in corners]
        density = np.zeros(self.side**2)
        for flat, part in zip(flats, shares, strict=True):
            density += np.bincount(flat, part * mass, self.side**2)
        spread = np.fft.rfft2(density.reshape(self.side, self.side), (2 * self.side, 2 * self.side))
        potential = np.fft.irfft2(spread * self.kernel)[: self.side, : self.side]
        slopes = [slope.ravel() for slope in np.gradient(-potential, cell)]
        felt = [sum(slope[flat] * part for flat, part in zip(flats, shares, strict=True)) for slope in slopes]
        return np.column_stack(felt) * mass[:, None]


def _parted(points: Points) -> Points:
    """No two closer than a name needs: neighbours in the order of x are pushed apart, a few times over."""
    points = points / [_WIDE, 1.0]
    for _ in range(24):
        order = np.argsort(points[:, 0], kind="stable")
        moved = points[order]
        push = np.zeros_like(moved)
        for shift in range(1, min(len(points), 160)):
            apart = moved[shift:] - moved[:-shift]
            near = np.flatnonzero(apart[:, 0] < _APART)
            if not len(near):
                break
            near = near[np.abs(apart[near, 1]) < _APART]
            distance = np.hypot(apart[near, 0], apart[near, 1])
            near, distance = near[distance < _APART], distance[distance < _APART]
            nudge = apart[near] * (0.35 * (_APART - distance) / np.maximum(distance, 1e-6))[:, None]
            push[near] -= nudge
            push[near + shift] += nudge
        points[order] = moved + push
    return np.asarray(points * [_WIDE, 1.0])


def _packed(parts: list[Points]) -> list[Points]:
    """The parts beside each other without overlap, largest first, each as low as it goes on the skyline."""
    boxes = [np.ptp(part, axis=0) + 2 * _MARGIN for part in parts]
    width = max(*(box[0] for box in boxes), float(np.sqrt(sum(box[0] * box[1] for box in boxes) * _WIDE * 1.1)))
    skyline = [(0.0, width, 0.0)]  # from x, to x, height
    placed = []
    for part, box in zip(parts, boxes, strict=True):
        x, y = min((_resting(skyline, start, box[0]), start) for start, _, _ in skyline if start + box[0] <= width + 1)[
            ::-1
        ]
        skyline = _raised(skyline, x, x + box[0], y + box[1])
        placed.append(part - part.min(axis=0) + [x + _MARGIN, y + _MARGIN])
    return placed


def _resting(skyline: list[tuple[float, float, float]], start: float, width: float) -> float:
    return max(height for a, b, height in skyline if b > start and a < start + width)


def _raised(
    skyline: list[tuple[float, float, float]], start: float, end: float, height: float
) -> list[tuple[float, float, float]]:
    kept: list[tuple[float, float, float]] = []
    for a, b, old in skyline:
        if a < start:
            kept.append((a, min(b, start), old))
        if b > end:
            kept.append((max(a, end), b, old))
    return sorted([*kept, (start, end, height)])


#: Ways to spread the entities out, by name.
LAYOUTS: Mapping[str, Callable[[int, Pairs, np.random.Generator], Points]] = MappingProxyType(
    {"force": _force, "circle": _circle}
)
