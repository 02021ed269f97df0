"""How laws look for a case that breaks them: the same cases in every run."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

__all__ = ["search_settings"]


def search_settings(examples: int) -> settings:
    """Return settings for a search over so many cases; what is found is made as small as it gets.

    Examples:
        >>> search_settings(20).derandomize
        True
    """
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
