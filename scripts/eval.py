"""The built-in extractor on annotated articles: precision and recall, calibration, speed and memory.

The corpora are the sample articles, openings of encyclopaedia articles, of the training articles every fifth, which
training never sees, and the development set where it lies beside the checkout. Precision, recall and F1 are those of
`score.py`, micro-averaged; `strict` asks for status and certainty too, `contested` does so over what is not plainly so.
With `--brief` only the last rows of each table.
"""

import json
import resource
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "graph"), str(ROOT / "tests")]

from scoring import gold_articles, score_article  # noqa: E402
from slategraph import Article, Report, extract  # noqa: E402
from slategraph.extraction.builtin import extractor  # noqa: E402
from slategraph.extraction.builtin.text import language  # noqa: E402
from slategraph.model.vocabulary import PREDICATES  # noqa: E402

Read = tuple[dict[str, Any], list[Report]]


def corpora() -> Iterator[tuple[str, list[Path]]]:
    yield "sample articles", gold_articles(ROOT / "data/articles")
    yield "encyclopaedic leads", gold_articles(ROOT / "tests/leads")
    yield "own test set", gold_articles(ROOT / "scripts/training/articles")
    yield "development", gold_articles(ROOT / "../shared/eval/dev")


def read(paths: Iterable[Path]) -> Iterator[Read]:
    for path in paths:
        gold = json.loads(path.read_text("utf-8"))
        article = Article(**{key: gold.get(key) for key in ("id", "text", "publisher", "published", "url")})
        yield gold, list(extract(article))


def right(gold: dict[str, Any], report: Report) -> bool:
    return score_article(gold, [report]).right > 0


def row(name: str, gold: int, found: int, good: int) -> str:
    precision, recall = good / max(found, 1), good / max(gold, 1)
    return (
        f"{name:<20}{gold:>6}{found:>6}{good:>6}{precision:>8.3f}{recall:>8.3f}{2 * good / max(gold + found, 1):>8.3f}"
    )


def counted(articles: Sequence[Read], **ways: bool) -> list[int]:
    scores = [score_article(gold, reports, **ways) for gold, reports in articles]
    return [sum(getattr(score, part) for score in scores) for part in ("gold", "read", "right")]


def only(articles: Sequence[Read], predicate: str) -> list[Read]:
    return [
        (
            gold | {"claims": [c for c in gold["claims"] if c["predicate"] == predicate]},
            [r for r in reports if r.claim.predicate == predicate],
        )
        for gold, reports in articles
    ]


def table(name: str, articles: Sequence[Read], *, brief: bool) -> None:
    print(f"\n{name}: {len(articles)} articles\n{'':<20}{'gold':>6}{'read':>6}{'right':>6}{'P':>8}{'R':>8}{'F1':>8}")
    for predicate in () if brief else PREDICATES:
        counts = counted(only(articles, predicate))
        if any(counts):
            print(row(predicate, *counts))
    print(row("ALL", *counted(articles)))
    print(row("strict", *counted(articles, strict=True)))
    print(row("contested", *counted(articles, contested=True)))


def reliability(name: str, articles: Sequence[Read]) -> None:
    """How many of the reports of each confidence are right: the two columns on the right should agree."""
    print(f"\n{name}\n{'confidence':<20}{'reports':>8}{'mean':>8}{'right':>8}")
    judged = [(report.confidence, right(gold, report)) for gold, reports in articles for report in reports]
    for low in range(2, 10):
        here = [(c, good) for c, good in judged if low <= c * 10 < low + 1 + (low == 9)]
        if here:
            mean, share = (sum(column) / len(here) for column in zip(*here, strict=True))
            print(f"0.{low} and more{'':<8}{len(here):>8}{mean:>8.2f}{share:>8.2f}")
    sure = [good for c, good in judged if c >= 0.8]
    every = sum(good for _, good in judged)
    share, part = sum(sure) / max(1, len(sure)), sum(sure) / max(1, every)
    print(f"at 0.8 or more {share:.2f} are right, {part:.2f} of all that are right")


def seconds(work: Iterable[object]) -> float:
    start = time.perf_counter()
    for _ in work:
        pass
    return time.perf_counter() - start


def speed(golds: Sequence[dict[str, Any]]) -> None:
    """Words a second, and the ratio to plain spaCy with the same model, on the same texts."""
    plain = __import__(next(n for n in language.MODELS if language.importlib.util.find_spec(n))).load()
    texts = [gold["text"] for gold in golds]
    list(map(plain, texts[:2]))
    words = sum(len(text.split()) for text in texts)
    bare = own = 0.0
    for text in texts * 3:  # in turn, so that whatever else the machine does falls on both
        bare += seconds(map(plain, [text]))
        own += seconds(extract(Article("a", text)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = f"{3 * words / own:.0f} words a second, {bare / own:.2f} of plain spaCy; at most {peak:.0f} MB"
    print(f"\n{extractor.VERSION}: {told}")


def main(*options: str) -> None:
    every: list[Read] = []
    for name, paths in corpora():
        if not paths:
            print(f"\n{name}: does not lie beside this checkout")
            continue
        articles = list(read(paths))
        table(name, articles, brief="--brief" in options)
        if name in ("own test set", "development"):
            reliability(name, articles)
            every = articles
    speed([gold for gold, _ in every])


if __name__ == "__main__":
    main(*sys.argv[1:])
