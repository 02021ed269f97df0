"""Random draws: Philox streams, each keyed by what it is for.

A stream depends on the seed, the replication, a purpose and a round, and on nothing else: not on the
scheme, the number of workers, or the order of the input. So two schemes on one seed meet the same
citizens, and an officer's draws stay that officer's when others come or go.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

__all__ = ["Draws", "lognormal_factors"]


class Draws:
    """The streams of one replication.

    Examples:
        >>> one, other = Draws(seed=7, replication=0), Draws(seed=7, replication=0)
        >>> bool((one.stream("arrivals", "kk").random(3) == other.stream("arrivals", "kk").random(3)).all())
        True
    """

    def __init__(self, *, seed: int, replication: int) -> None:
        self.seed = seed
        self.replication = replication

    def stream(self, *purpose: str, round: int = 1) -> np.random.Generator:
        """Return the stream for a purpose and a round, from its beginning."""
        name = "\x1f".join((str(self.seed), str(self.replication), str(round), *purpose))
        words = np.frombuffer(hashlib.sha256(name.encode()).digest()[:16], dtype="<u8")
        return np.random.Generator(np.random.Philox(key=words.astype(np.uint64)))


def lognormal_factors(stream: np.random.Generator, count: int, variation: float) -> NDArray[np.float64]:
    """Return factors with mean 1 and the given coefficient of variation, drawn lognormally."""
    if variation == 0:
        return np.ones(count)
    sigma2 = np.log1p(variation**2)
    return np.asarray(np.exp(stream.normal(-sigma2 / 2, np.sqrt(sigma2), count)))
