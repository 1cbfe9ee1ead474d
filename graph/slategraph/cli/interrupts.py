"""Ctrl-C while a command runs: a KeyboardInterrupt, but never in a place that would print or swallow it."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_AGAIN = 0.05  # seconds


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C raise KeyboardInterrupt in the main thread; what held before holds again afterwards."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before, hook = signal.signal(signal.SIGINT, _interrupt), sys.unraisablehook
    sys.unraisablehook = _unraisable
    try:
        yield
    finally:
        _ring(0)
        sys.unraisablehook = hook
        signal.signal(signal.SIGINT, before)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt, once no import is under way: many libraries catch or print whatever their own raise."""
    if _is_importing(frame) and _ring(_AGAIN):
        return
    raise KeyboardInterrupt


def _is_importing(frame: FrameType | None) -> bool:
    while frame:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def _unraisable(problem: Any) -> None:
    """Raise an interrupt again where it struck in a finalizer, which can't raise."""
    if not (issubclass(problem.exc_type, KeyboardInterrupt) and _ring(_AGAIN)):
        sys.__unraisablehook__(problem)


def _ring(seconds: float) -> bool:
    """Have the interrupt tried again after some seconds, or no more (0); False where the system has no timer."""
    if not hasattr(signal, "setitimer"):
        return False
    signal.signal(signal.SIGALRM, _interrupt if seconds else signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    return True
