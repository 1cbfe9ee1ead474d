"""The language-model extractor: the article goes to a model that the environment names, and what holds comes back.

Each report's `extractor` is the prompt's version and the model's name, such as ``llm/1.0f3a2b qwen3:32b``. See
`docs/llm.md` for the variables that say which model, and what is looked at before an answer is believed.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping

from slategraph.errors import ModelFailed, NotAnArticle
from slategraph.extraction.llm.checking import Held, Reason, held
from slategraph.extraction.llm.configuration import Settings, from_environment
from slategraph.extraction.llm.costs import TOTAL, Ledger
from slategraph.extraction.llm.prompt import VERSION, schema
from slategraph.extraction.llm.replies import answers
from slategraph.extraction.llm.server import Server
from slategraph.model.claims import Entity
from slategraph.model.reports import Report
from slategraph.model.sources import Article

_LOG = logging.getLogger(__name__)


def version() -> str:
    """The prompt's version and the model's name, as reports record them."""
    return f"{VERSION} {from_environment().model}"


def read(article: Article, names: Iterable[Entity] = ()) -> Iterator[Report]:
    """Read an article with a language model; see `slategraph.extraction.extract`.

    `names` tell of which type a name is where the model does not; they are not sent. Raises `BadInput` where the
    environment names no model, and `ModelFailed` if the model returns no usable answer.
    """
    if not re.search(r"\w", article.text):
        raise NotAnArticle(f"{article.id} contains no words: give the text of an article.")
    settings = from_environment()
    server = Server(settings, schema())
    try:
        said = answers(article, server)
    except ModelFailed as error:
        if server.ledger.requests:
            _LOG.warning("%s: nothing kept; %s.", article.id, server.ledger.text(settings.prices))
        raise ModelFailed(f"{article.id}: {error}") from None
    finally:
        server.close()
        TOTAL.add(server.ledger)
    found = held(article, said, extractor=f"{VERSION} {settings.model}", confidence=settings.confidence, names=names)
    _LOG.log(
        logging.WARNING if found.left_out else logging.INFO, "%s", _summary(article, found, server.ledger, settings)
    )
    yield from found.reports


def _summary(article: Article, found: Held, ledger: Ledger, settings: Settings) -> str:
    total = TOTAL.cost(settings.prices)
    so_far = f" (${total:.4f} so far)" if total and TOTAL.requests > ledger.requests else ""
    kept = f"{len(found.reports)} report{'' if len(found.reports) == 1 else 's'} kept"
    return f"{article.id}: {kept}{_left_out(found.left_out)}; {ledger.text(settings.prices)}{so_far}."


def _left_out(counts: Mapping[Reason, int]) -> str:
    """How many claims were left out, and why."""
    if not counts:
        return ""
    reasons = (f"{count} {reason[count > 1]}" for reason, count in sorted(counts.items()))
    return f", {sum(counts.values())} left out: {', '.join(reasons)}"
