"""The same work on many items on a Dask cluster; needs the extra `cluster`, and is loaded only when asked for.

The workers need slategraph in the same version, one thread each (`dask worker ADDRESS --nthreads 1`), and for a
language model its variables in their own environment.
"""

import socket
import uuid
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from distributed import Client, Future, KilledWorker, Worker, WorkerPlugin
from distributed.comm.addressing import get_address_host_port

from slategraph.errors import Unreadable
from slategraph.ingest.processes import AHEAD, in_order

T = TypeVar("T")
R = TypeVar("R")
#: Seconds until a cluster has to answer, and to have a worker.
PATIENCE = 30
_LOST = 60  # seconds without a result, after which a cluster has to have a worker at least
_FEWEST = 64


def spread(items: Iterable[Any], do: Callable[[T], R], *, address: str) -> Generator[tuple[Any, R | None], None, None]:
    """Each item with its result, in the order of the items, from the workers of a cluster.

    If a worker dies, its items go to others; an item that kills several yields None. Raises `Unreadable` if the cluster
    can't be reached, has no workers, or goes away.
    """
    with _client(address) as client:
        work = _Work(do)
        try:
            client.register_plugin(work)
        except Exception as error:  # whatever the workers raise where they lack slategraph
            raise Unreadable(
                f"The workers of the cluster {address} need this version of slategraph: {error}."
            ) from error
        try:
            most = max(_FEWEST, AHEAD * sum(client.nthreads().values()))

            def submit(item: T) -> "Future[Any]":
                return client.submit(_do, work.name, item, pure=False)

            def result(item: T, future: "Future[Any]") -> Any:
                # Those that only waited beside one at which workers die are tried again.
                return _result(future, address, otherwise=lambda: _result(submit(item), address))

            yield from in_order(items, submit, result, most=most)
        finally:
            if client.status == "running":
                client.unregister_worker_plugin(work.name)


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        # A client that reaches nobody waits for a minute before it goes, so it is not made.
        socket.create_connection(get_address_host_port(address), timeout=PATIENCE).close()
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise Unreadable(f"The cluster {address} can't be reached: write it as tcp://HOST:8786.") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise Unreadable(
                f"The cluster {address} has no workers: start one with `dask worker {address}`."
            ) from error
        yield client


def _result(future: "Future[Any]", address: str, otherwise: Callable[[], Any] = lambda: None) -> Any:
    try:
        while True:
            with suppress(TimeoutError):
                return future.result(timeout=_LOST)
            if not future.client.nthreads():
                raise Unreadable(f"The cluster {address} has lost its workers. Finished work has been saved.")
    except KilledWorker:
        return otherwise()
    except Unreadable:
        raise
    except Exception as error:  # the work itself raises nothing
        raise Unreadable(f"The cluster {address} went away. Finished work has been saved.") from error


class _Work(WorkerPlugin):
    """What the workers do, sent to each of them once, and to those that come later."""

    def __init__(self, do: Callable[[Any], Any]) -> None:
        self.name = f"slategraph-{uuid.uuid4()}"
        self.do = do

    def setup(self, worker: Worker) -> None:
        """Keep the work on a worker."""
        _WORK[self.name] = self.do

    def teardown(self, worker: Worker) -> None:
        """Forget it."""
        _WORK.pop(self.name, None)


_WORK: dict[str, Callable[[Any], Any]] = {}


def _do(name: str, item: Any) -> Any:
    return _WORK[name](item)
