"""Hard cases and easy ones: how often each kind of case came out well in an earlier period.

Some services, channels and districts are slower than others, and nobody chooses their own queue. The rates
are fixed before the period that is judged by them; `asnwork.policies.expected` sums them over the very rows
that an officer is judged by (indirect standardisation). No shipped scheme reads them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from math import fsum

from attrs import field, frozen

from asnwork.domain.evidence import Period
from asnwork.domain.intervals import share_variance
from asnwork.domain.law import Law
from asnwork.domain.request.facts import RequestFact
from asnwork.errors import DuplicateName, Fault, InvalidInput, UnknownName
from asnwork.policies.fact_rows import Rows, later_fault, rows_by_source
from asnwork.policies.outcome import OutcomePolicy
from asnwork.policies.tally import Tally, tallies_of

__all__ = [
    "PROMISES",
    "CaseMixReference",
    "StratumRate",
    "reference_rates",
    "request_of",
    "requests_by_row",
    "require_same_rows",
]

PROMISES: Mapping[str, str] = {"promises_kept": "promises_judged"}
"""What is compared unless said otherwise: what came out well, and all that was judged."""


@frozen(kw_only=True)
class StratumRate:
    """How often one kind of case came out well.

    Attributes:
        figure: What is counted, such as "promises_kept".
        stratum: Service, channel and district; or the first two, the first, or none of them for all cases.
        part: How many rows came out well.
        whole: How many rows were judged.
        requests: How many requests they belong to; steps of one request stand or fall together.

    Raises:
        InvalidInput: No row was judged, or more came out well than were judged.
    """

    figure: str
    stratum: tuple[str, ...] = field(converter=tuple[str, ...])
    part: float
    whole: float
    requests: int

    def __attrs_post_init__(self) -> None:
        if not (0 <= self.part <= self.whole and 0 < self.requests <= self.whole):
            given = (self.part, self.whole, self.requests)
            expected = "a part of a whole, of one request or more"
            raise InvalidInput(Fault(f"rate of {self.figure}", given=given, expected=expected))

    @property
    def rate(self) -> float:
        """The share that came out well."""
        return self.part / self.whole

    @property
    def variance(self) -> float:
        """The variance of one more case of this kind."""
        return share_variance(self.part, self.whole)

    def __str__(self) -> str:
        kind = ", ".join(name or "unknown" for name in self.stratum) or "all"
        return f"{self.figure} of {kind}: {self.rate:.3f} ({self.requests} requests)"


@frozen(kw_only=True)
class CaseMixReference:
    """What each kind of case came to in an earlier period; fixed before the period that is judged by it.

    Attributes:
        period: The period that it was made of.
        as_of: When it was made, in microseconds since the epoch.
        policy: The outcome policy that measured it, with its version.
        attribution: Whose a request was: "each_step" or "decider".
        wholes: For each figure, the one that counts what was judged.
        least_requests: How many requests a kind of case needs for a rate of its own; with fewer the district
            is left out of account, then the channel, then the service.
        level: The level of the intervals, 0..1.
        rates: The rates, kind by kind.
    """

    period: Period
    as_of: int
    policy: str
    attribution: str
    wholes: tuple[tuple[str, str], ...]
    least_requests: int
    level: float
    rates: tuple[StratumRate, ...] = field(converter=tuple[StratumRate, ...])
    _by_kind: Mapping[tuple[str, tuple[str, ...]], StratumRate] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_kind", {(rate.figure, rate.stratum): rate for rate in self.rates})

    def rate_of(self, figure: str, request: RequestFact) -> StratumRate | None:
        """Return the rate for a request: of the narrowest kind that has requests enough, None when none has.

        Raises:
            UnknownName: The reference does not count the figure.
        """
        if figure not in dict(self.wholes):
            raise UnknownName("figure of the reference", figure, dict(self.wholes))
        kinds = map(self._by_kind.get, ((figure, stratum) for stratum in _kinds(request)))
        return next((rate for rate in kinds if rate is not None and self._is_enough(rate)), None)

    def overall(self, figure: str) -> StratumRate | None:
        """Return the rate of all cases together; None when even they are too few."""
        rate = self._by_kind.get((figure, ()))
        return rate if rate is not None and self._is_enough(rate) else None

    def _is_enough(self, rate: StratumRate) -> bool:
        return rate.requests >= self.least_requests

    def __str__(self) -> str:
        head = f"reference of {self.period} by {self.policy} ({self.attribution}), "
        lines = (f"\n  {rate}" for rate in self.rates)
        return f"{head}kinds of {self.least_requests} requests or more{''.join(lines)}"


def _kinds(request: RequestFact) -> Iterator[tuple[str, ...]]:
    """The kinds that a request is of, the narrowest first."""
    kind = (request.service, request.channel, request.district)
    return (kind[:length] for length in range(len(kind), -1, -1))


def reference_rates(
    rows: Rows,
    period: Period,
    *,
    policy: OutcomePolicy,
    law: Law,
    as_of: int,
    wholes: Mapping[str, str] = PROMISES,
) -> CaseMixReference:
    """Return how often each kind of case came out well in a period, all officers together.

    Args:
        rows: What the log holds.
        period: The period, earlier than those that will be judged.
        policy: How rows become figures, and whose a request is. A request counts as often as it is put on
            somebody, so that over the whole period what was expected is what came.
        law: Read at ``case_mix.least_requests`` and ``score.interval_level``, on the last day of the period.
        as_of: When it is made, in microseconds since the epoch.
        wholes: For each figure, the one that counts what was judged; both are measures of the policy.

    Raises:
        UnknownName: A figure is none that the policy measures.
        DuplicateName: Two rows have one name, so that nobody can say which case is meant.
        InvalidInput: A figure is not counted over the very rows that were judged, a row is of no request that
            is known, or requests were folded as of a later moment.

    Source: indirect standardisation, N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research,
    vol. II (IARC 1987), chapter 2.
    """
    names = [measure.name for measure in policy.measures]
    for name in (*wholes, *wholes.values()):
        if name not in names:
            raise UnknownName(f"measure of {policy.name}", name, names)
    later = later_fault(rows, as_of)
    if later is not None:
        raise InvalidInput(later)
    wanted = [measure for measure in policy.measures if measure.name in {*wholes, *wholes.values()}]
    tallies = tallies_of(wanted, period, rows_by_source(rows, policy.attribution), as_of).values()
    requests, day = requests_by_row(rows), period.until - timedelta(days=1)
    return CaseMixReference(
        period=period,
        as_of=as_of,
        policy=f"{policy.name} {policy.version}",
        attribution=policy.attribution,
        wholes=tuple(wholes.items()),
        least_requests=int(law["case_mix.least_requests"].number_on(day)),
        level=law["score.interval_level"].number_on(day),
        rates=[rate for name, whole in wholes.items() for rate in _rates(name, whole, tallies, requests)],
    )


def requests_by_row(rows: Rows) -> Mapping[str, RequestFact]:
    """Return the request of each row by the name of the row; names are looked up and never taken apart.

    Raises:
        DuplicateName: Two rows of different requests have one name, so that nobody can say which is meant.
    """
    facts = {(fact.request, fact.round): fact for fact in rows.requests or ()}
    named = [(key, fact) for fact in facts.values() for key in (fact.key, fact.declined_key)]
    named += [
        (step.key, facts[step.request, step.round])
        for step in rows.steps or ()
        if (step.request, step.round) in facts
    ]
    found: dict[str, RequestFact] = {}
    for key, fact in named:
        if found.setdefault(key, fact) is not fact:
            raise DuplicateName("row of a request", key, found[key].key, fact.key)
    return found


def request_of(row: str, requests: Mapping[str, RequestFact], figure: str) -> RequestFact:
    """Return the request of a row; raises InvalidInput when it is not among the rows."""
    if row not in requests:
        expected = "a row of a request that is among the rows"
        raise InvalidInput(Fault(f"rows[{figure}]", given=row, expected=expected))
    return requests[row]


def require_same_rows(
    name: str, whole: str, counted: Iterable[str], judged: Sequence[str], total: float
) -> None:
    """Refuse a figure that is not counted over the very rows that were judged, each of them once.

    Args:
        name: The figure.
        whole: The figure that counts what was judged.
        counted: The names of the rows of the first.
        judged: The names of the rows of the second.
        total: The value of the second.

    Raises:
        InvalidInput: The rows differ, or one counts for more or less than once.
    """
    if Counter(counted) != Counter(judged) or total != len(judged):
        expected = f"the rows of {whole}, each counted once"
        raise InvalidInput(Fault(f"rows[{name}]", given="other rows", expected=expected))


def _rates(
    name: str, whole: str, tallies: Iterable[Mapping[str, Tally]], requests: Mapping[str, RequestFact]
) -> Iterator[StratumRate]:
    counted, judged = (
        [row for tally in tallies for row in tally.get(each, Tally()).counted] for each in (name, whole)
    )
    total = fsum(value for _, value in judged)
    require_same_rows(name, whole, [key for key, _ in counted], [key for key, _ in judged], total)
    kinds: dict[tuple[str, ...], list[tuple[str, float]]] = defaultdict(list)
    for key, value in counted:
        request = request_of(key, requests, name)
        for kind in _kinds(request):
            kinds[kind].append((request.key, value))
    for kind, values in sorted(kinds.items()):
        yield StratumRate(
            figure=name,
            stratum=kind,
            part=fsum(value for _, value in values),
            whole=len(values),
            requests=len({key for key, _ in values}),
        )
