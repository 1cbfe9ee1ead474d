"""Results that are a sequence of values and, for whoever looks at them, a table."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeVar, overload

from slategraph.query.tables import Table

if TYPE_CHECKING:
    import pandas


T = TypeVar("T")


class Results(Sequence[T]):
    """A sequence of values with `table()`, `to_dicts()`, `to_dataframe()`, and shown as a table in notebooks.

    It equals any sequence of the same values, a list among them.
    """

    def __init__(self, found: Iterable[T] = ()) -> None:
        self._found = tuple(found)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Self: ...

    def __getitem__(self, place: int | slice) -> T | Self:
        return self._with(self._found[place]) if isinstance(place, slice) else self._found[place]

    def __iter__(self) -> Iterator[T]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __eq__(self, other: object) -> bool:
        return self._found == tuple(other) if isinstance(other, (Results, list, tuple)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._found)

    def __repr__(self) -> str:
        return repr(list(self._found))

    def _with(self, found: Iterable[T]) -> Self:
        """The same answer with other values, as for a slice."""
        return type(self)(found)

    @abstractmethod
    def table(self) -> Table:
        """The answer as a table, one row a value."""

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows of the table as dictionaries."""
        return self.table().to_dicts()

    def to_dataframe(self) -> "pandas.DataFrame":
        """The table as a `pandas.DataFrame`; raises `BadInput` if pandas is not installed."""
        return self.table().to_dataframe()

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()
