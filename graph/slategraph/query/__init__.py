"""Asking a store: SPARQL, saved queries, standings, changes, conflicts.

`slategraph.query` is this folder and the public function at once: called, it does what `slategraph.query.sparql.query`
does, and shows its signature and documentation.
"""

import inspect
import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _Callable(ModuleType):
    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return inspect.getdoc(_function())

    @property
    def __signature__(self) -> inspect.Signature:
        return inspect.signature(_function())

    def __call__(self, /, *arguments: Any, **options: Any) -> Any:
        return _function()(*arguments, **options)


def _function() -> Any:
    return import_module("slategraph.query.sparql").query


sys.modules[__name__].__class__ = _Callable
