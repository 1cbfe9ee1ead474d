"""What a reading took: requests, tokens, money."""

import threading
from dataclasses import dataclass, field

Prices = tuple[float, float] | None


@dataclass
class Ledger:
    """Counts that several requests at once may add to."""

    requests: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    uncounted: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def paid(self, tokens_in: int | None, tokens_out: int | None) -> None:
        """Note an answer of the model; some servers don't count."""
        with self._lock:
            self.requests += 1
            self.uncounted += tokens_in is None or tokens_out is None
            self.tokens_in += tokens_in or 0
            self.tokens_out += tokens_out or 0

    def saved(self) -> None:
        """Note an answer that lay in the cache."""
        with self._lock:
            self.cached += 1

    def add(self, other: "Ledger") -> None:
        """Note all that another ledger holds."""
        with self._lock:
            self.requests += other.requests
            self.cached += other.cached
            self.tokens_in += other.tokens_in
            self.tokens_out += other.tokens_out
            self.uncounted += other.uncounted

    def cost(self, prices: Prices) -> float | None:
        """Dollars, where prices and tokens are known."""
        if not self.requests:
            return 0.0
        if prices is None or self.uncounted:
            return None
        return (self.tokens_in * prices[0] + self.tokens_out * prices[1]) / 1e6

    def text(self, prices: Prices) -> str:
        """The ledger in words.

        >>> Ledger(requests=1, tokens_in=4200, tokens_out=900).text((0.25, 2.0))
        '4,200 tokens in, 900 out, $0.0029'
        """
        if not self.requests:
            return "from the cache, nothing paid"
        cost = self.cost(prices)
        tokens = (
            f"{self.tokens_in:,} tokens in, {self.tokens_out:,} out" if not self.uncounted else "tokens not counted"
        )
        cached = f", {self.cached} of {self.cached + self.requests} parts from the cache" if self.cached else ""
        return f"{tokens}, {'cost unknown' if cost is None else f'${cost:.4f}'}{cached}"


#: All that this process has taken.
TOTAL = Ledger()
