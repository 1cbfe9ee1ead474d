"""Reading functions that see one state of a store."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from slategraph.store.steady import Steady, again
from slategraph.store.store import Store

_F = TypeVar("_F", bound=Callable[..., Any])


def consistent(read: _F) -> _F:
    """Have a function, whose first parameter is a store, read one state of it, by `Store.view`.

    It is called again where somebody else changes an endpoint meanwhile, so it has to have read everything when it
    returns.

        >>> from slategraph import open_store
        >>> @consistent
        ... def counted(store: Store) -> int:
        ...     return len(list(store.reports()))
        >>> counted(open_store())
        0
    """

    @wraps(read)
    def steady(store: Store, *args: Any, **options: Any) -> Any:
        def once() -> Any:
            with store.view() as view:
                return read(view, *args, **options)

        return once() if isinstance(store.quads, Steady) else again(once)

    return cast(_F, steady)
