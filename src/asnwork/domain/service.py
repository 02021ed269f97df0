"""Services: what a citizen can ask for, in which steps it is done, and what is promised."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from asnwork.domain.law import Basis, Dated, Parameter
from asnwork.domain.place import ANY_PLACE
from asnwork.errors import DuplicateName, Fault, InvalidInput, UnknownName

__all__ = [
    "ClosedDay",
    "OutsideHours",
    "Requirement",
    "Service",
    "ServiceStandard",
    "StartRule",
    "Step",
    "TimeLimit",
    "TimeUnit",
]


class TimeUnit(Enum):
    """In what a time limit is counted."""

    MINUTES = "minutes"
    ELAPSED_HOURS = "elapsed_hours"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    WORKING_MINUTES = "working_minutes"


class StartRule(Enum):
    """When the clock of a time limit starts."""

    SUBMITTED = "submitted"
    FILE_COMPLETE = "file_complete"
    NEXT_OPENING = "next_opening"


class OutsideHours(Enum):
    """What a request that is filed outside opening hours is promised."""

    AS_FILED = "as_filed"
    FROM_NEXT_OPENING = "from_next_opening"
    NO_PROMISE = "no_promise"


class ClosedDay(Enum):
    """What becomes of a promise that falls due on a closed day."""

    CLOCK = "clock"
    NEXT_WORKING_DAY_SAME_TIME = "next_working_day_same_time"


@frozen(kw_only=True)
class TimeLimit:
    """How long something may take (jangka waktu), always with its unit.

    Attributes:
        amount: How many of the unit; days are due at closing time of day n, the day of filing not counted.
        unit: What is counted.
        start: When the clock starts.
        outside_hours: What a request filed outside opening hours is promised.
        closed_day: What becomes of a moment that falls on a closed day; read for elapsed hours only.
        basis: What the limit rests on.
    """

    amount: int
    unit: TimeUnit
    start: StartRule = StartRule.SUBMITTED
    outside_hours: OutsideHours = OutsideHours.FROM_NEXT_OPENING
    closed_day: ClosedDay = ClosedDay.NEXT_WORKING_DAY_SAME_TIME
    basis: Basis

    def __attrs_post_init__(self) -> None:
        if self.amount <= 0:
            raise InvalidInput(Fault("amount", given=self.amount, expected="a whole number above zero"))

    def __str__(self) -> str:
        return f"{self.amount} {self.unit.value.replace('_', ' ')}"


@frozen(kw_only=True)
class Requirement:
    """A paper that a service asks for (persyaratan)."""

    code: str
    label: str
    label_id: str = ""


@frozen(kw_only=True)
class Step:
    """One piece of work in a service.

    Attributes:
        code: Its name within the service.
        label: Its name in English.
        label_id: Its name in Indonesian.
        skill: The skill it needs.
        place: What it needs of the place: "any", "secured_terminal", "counter", "field" or a city's own word.
        minutes: Expected working minutes, before the load of a scenario scales them.
        before_complete: Whether it may begin while the papers are incomplete.
        citizen_present: Whether the citizen waits beside it; such a step is never paused at closing.
        assisted_only: Whether it is done only for requests that come by an assisted channel.
        hands_over: Whether it hands the product over, after the citizen came for it.
        leans_on: Codes of the outside systems that it cannot do without.
        decides: Whether this step takes the decision.
        basis: What the step, its place and its minutes rest on.
    """

    code: str
    label: str
    label_id: str
    skill: str
    place: str = ANY_PLACE
    minutes: float
    before_complete: bool = False
    citizen_present: bool = False
    assisted_only: bool = False
    hands_over: bool = False
    leans_on: tuple[str, ...] = field(converter=tuple[str, ...], default=())
    decides: bool = False
    basis: Basis

    def __attrs_post_init__(self) -> None:
        if not 0 < self.minutes < float("inf"):
            raise InvalidInput(
                Fault(f"steps[{self.code}].minutes", given=self.minutes, expected="more than 0")
            )


@frozen(kw_only=True)
class ServiceStandard:
    """What is promised of a service (standar pelayanan).

    Attributes:
        requirements: The papers asked for.
        completion: How long until the product is ready.
        first_response: How long until the citizen hears something; None when nothing is promised.
        fee: What it costs, in rupiah; 0 is a value ("free of charge"), not a gap.
        product: What the citizen gets.
        basis: What the standard rests on.
    """

    requirements: tuple[Requirement, ...] = field(converter=tuple[Requirement, ...], default=())
    completion: TimeLimit
    first_response: TimeLimit | None = None
    fee: int = 0
    product: str = ""
    basis: Basis

    def __attrs_post_init__(self) -> None:
        if self.fee < 0:
            raise InvalidInput(Fault("fee", given=self.fee, expected="0 or more rupiah"))


@frozen(kw_only=True)
class Service:
    """A kind of request that citizens can make (jenis pelayanan), with its ordered steps.

    Attributes:
        code: Its name in files.
        label: Its name in English.
        label_id: Its name in Indonesian.
        steps: What is done, in order.
        standard: What is promised.
        collected: Whether the citizen comes for the product, so that a ready request waits for delivery.

    Raises:
        DuplicateName: Two steps have one code.
        InvalidInput: There are no steps, not exactly one of them decides, or the one that decides hands the
            product over.
    """

    code: str
    label: str
    label_id: str
    steps: tuple[Step, ...] = field(converter=tuple[Step, ...])
    standard: ServiceStandard
    collected: bool = False

    def __attrs_post_init__(self) -> None:
        codes = [step.code for step in self.steps]
        for code in codes:
            if codes.count(code) > 1:
                raise DuplicateName(f"step of {self.code}", code)
        path = f"services[{self.code}].steps"
        deciding = [step for step in self.steps if step.decides]
        if len(deciding) != 1:
            given = [step.code for step in deciding]
            raise InvalidInput(Fault(path, given=given, expected="exactly one step that decides"))
        if deciding[0].hands_over:
            raise InvalidInput(
                Fault(path, given=deciding[0].code, expected="a decision before the hand-over")
            )

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What is promised, as parameters: what `trace_law` says that a promise rests on.

        Their paths are the code of the service with "completion", "first_response" and "fee".
        """
        standard = self.standard
        limits = {"completion": standard.completion, "first_response": standard.first_response}
        found = [
            self._parameter(name, float(limit.amount), limit.unit.value.replace("_", " "), limit.basis)
            for name, limit in limits.items()
            if limit is not None
        ]
        return (*found, self._parameter("fee", float(standard.fee), "rupiah", standard.basis))

    def _parameter(self, name: str, value: float, unit: str, basis: Basis) -> Parameter:
        return Parameter(
            path=f"{self.code}.{name}",
            unit=unit,
            label=f"{self.label}: {name.replace('_', ' ')}",
            values=Dated.always(value),
            basis=Dated.always(basis),
        )

    @property
    def usual_trips(self) -> int:
        """How many trips before the answer a citizen usually makes that help can save.

        Returns:
            One, to file; none when a step needs the citizen there, so that filing costs no trip more.

        Assumption: without help a citizen comes once to file. Coming for the product is not counted, since
            whether it is collected is the service's choice and no officer's.
        """
        needed = any(
            step.citizen_present and not step.assisted_only and not step.hands_over for step in self.steps
        )
        return 0 if needed else 1

    def step(self, code: str) -> Step:
        """Return the step with this code; raises UnknownName with the near misses."""
        for step in self.steps:
            if step.code == code:
                return step
        raise UnknownName(f"step of {self.code}", code, [step.code for step in self.steps])

    def steps_for(self, *, assisted: bool) -> tuple[Step, ...]:
        """Return the steps that a request by an assisted or unassisted channel goes through."""
        return tuple(step for step in self.steps if assisted or not step.assisted_only)
