"""What can go wrong, each as one sentence that a user can act on.

Every error of slategraph is a `SlategraphError` and also the built-in exception that a
Python programmer would expect, so `except ValueError` and `except SlategraphError` both work.
"""

from collections.abc import Sequence


class SlategraphError(Exception):
    """Something that the user can correct; the message says how.

    Raised by every public function for input that it cannot accept. The command line prints
    its message as one line and exits with status 1.
    """


class Unreadable(SlategraphError, OSError):
    """A file or address could not be read or written, or a store folder could not be opened."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class StoreInUse(Unreadable):
    """Another process writes to the store, and went on doing so for as long as was waited: one writer at a time."""


class BadInput(SlategraphError, ValueError):
    """A text, a line, a date or a value is invalid; the message names the place."""


class NotAnArticle(BadInput):
    """The text that was to be read is empty, too large, or holds no article."""


class ModelFailed(SlategraphError, RuntimeError):
    """A language model's server refused, failed, took too long, or returned no usable answer."""


class BadClaims(BadInput):
    """Curated claims break the rules of the ontology.

    `problems` holds one message per broken line, each starting with ``file:line:``.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0] if self.problems else "The claims break the rules of the ontology."
        more = f" (and {len(self.problems) - 1} more)" if len(self.problems) > 1 else ""
        super().__init__(f"{first}{more}")


class BadQuery(BadInput):
    """A SPARQL text or a saved query's parameters are wrong; says the line and column."""


class QueryTimeout(SlategraphError, TimeoutError):
    """A query took longer than its limit of time and was stopped."""


class QueryTooLarge(SlategraphError, RuntimeError):
    """A query has more rows than its limit, or needs more memory, and was stopped."""


class UnknownName(SlategraphError, LookupError):
    """No entity of that name is in the graph; the three nearest names are suggested."""
