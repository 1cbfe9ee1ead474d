"""Turns of the threads that use one store: a plan at a time, and no one reads while a change is carried out."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from slategraph.errors import BadInput


class Turns:
    """The locks of an open store.

    Who writes holds one from the first look to the last change, so that no plan is out of date. Who reads holds the
    other, and is in the way of no more than the change itself, as that is in the reader's.
    """

    def __init__(self) -> None:
        self._to_write = threading.RLock()
        self.unchanged = threading.RLock()  # held while a change is carried out, and by whoever can't have one
        self._here = threading.local()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Nobody else writes meanwhile; raises `BadInput` within a view, where two would wait for each other."""
        if getattr(self._here, "views", 0):
            raise BadInput("A view is for reading: write to the store after the `with` block of the view.")
        with self._to_write:
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Nothing is changed meanwhile."""
        with self.unchanged:
            self._here.views = getattr(self._here, "views", 0) + 1
            try:
                yield
            finally:
                self._here.views -= 1
