from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.formula import Constant, DatedConstant, Figure, Formula, evaluate
from asnwork.domain.law import Basis, Certainty, Dated, LegalReference, Parameter, assumed, trace_law
from asnwork.domain.reason import Wording, explain
from asnwork.errors import (
    BrokenRule,
    DuplicateName,
    InvalidInput,
    NoValueOnDay,
    UnitMismatch,
    UnknownName,
)
from asnwork.policies.excepted import ExceptedRule, RuleException, answer_excepted, excepted_formula

DAY = date(2026, 5, 4)
TWO = Wording("two days a week", "dua hari sepekan")


def article(number: str) -> Basis:
    """A basis in one article of one regulation."""
    reference = LegalReference(kind="PermenPANRB", number="4", year=2025, article=number, link="https://a.id")
    return Basis(certainty=Certainty.REPORTED, reference=reference)


def exception(code: str, then: float = 5, *, before: tuple[str, ...] = ()) -> RuleException:
    """An exception of the code, under an article of that name."""
    return RuleException(
        code=code,
        when=Figure(code, "yes/no"),
        then=Constant(then, "days"),
        wording=Wording(f"except for {code}", f"kecuali {code}"),
        basis=article(code),
        before=before,
    )


def rule(*exceptions: RuleException, base: Formula | None = None) -> ExceptedRule:
    """At most two days elsewhere, except where."""
    return ExceptedRule(
        name="days_elsewhere",
        base=base or Constant(2, "days"),
        wording=TWO,
        basis=None if base else article("13(1)"),
        exceptions=exceptions,
    )


def test_the_base_answers_where_no_exception_applies() -> None:
    """Without an exception that applies, the base's value, words and article come out."""
    found = answer_excepted(rule(exception("field")), {"field": 0.0}, on=DAY)
    assert (2.0, "base") == (found.value, found.by)
    assert "dua hari sepekan [reported: PermenPANRB 4/2025 art. 13(1)]" == explain(found.reason, "id")


def test_an_exception_answers_in_its_place() -> None:
    """Where an exception applies, its value, words and article come out."""
    found = answer_excepted(
        rule(exception("field"), exception("special", 4)), {"field": 0.0, "special": 1.0}, on=DAY
    )
    assert (4.0, "special") == (found.value, found.by)
    assert "except for special [reported: PermenPANRB 4/2025 art. special]" == explain(found.reason)


def test_two_exceptions_that_apply_are_a_conflict_that_names_both_articles() -> None:
    """Neither of two exceptions is picked by its place, even where both say the same."""
    both = rule(exception("field"), exception("special"))
    with pytest.raises(BrokenRule, match=r"art\. field\).*art\. special\).*which goes `before` the other"):
        answer_excepted(both, {"field": 1.0, "special": 1.0}, on=DAY)


def test_an_exception_may_go_before_another() -> None:
    """A declared order settles the conflict, whichever stands first."""
    first, second = exception("field", 5, before=("special",)), exception("special", 4)
    for order in ((first, second), (second, first)):
        found = answer_excepted(rule(*order), {"field": 1.0, "special": 1.0}, on=DAY)
        assert (5.0, "field") == (found.value, found.by)
        assert 4.0 == answer_excepted(rule(*order), {"field": 0.0, "special": 1.0}, on=DAY).value


def test_what_is_not_known_is_not_answered() -> None:
    """Where it is not known whether an exception applies there is no value, and the figures are named."""
    found = answer_excepted(
        rule(exception("field"), exception("special")), {"field": None, "special": 0.0}, on=DAY
    )
    assert (None, "unknown", "field") == (found.value, found.by, found.reason["missing"])
    assert "tidak diketahui apakah pengecualian berlaku: field" == explain(found.reason, "id")


def test_base_and_exceptions_take_their_basis_from_the_law_they_read() -> None:
    """Without a basis of its own, a part rests on what the parameter that it reads rests on."""
    limit = Parameter(
        path="flexible.days", unit="days", values=Dated.always(2.0), basis=Dated.always(article("13(1)"))
    )
    bare = RuleException(code="field", when=Figure("field", "yes/no"), then=DatedConstant(limit), wording=TWO)
    plain = RuleException(code="other", when=Figure("other", "yes/no"), then=Constant(1, "days"), wording=TWO)
    made = rule(bare, plain, base=DatedConstant(limit))
    for figures, law in (((0.0, 0.0), article("13(1)")), ((1.0, 0.0), article("13(1)")), ((0.0, 1.0), None)):
        found = answer_excepted(made, dict(zip(("field", "other"), figures, strict=True)), on=DAY)
        assert law == found.reason.law
    assert (limit,) == made.parameters
    assert ["flexible.days"] == [reading.path for reading in trace_law(made, on=DAY).readings]


def test_a_conflict_without_articles_says_so() -> None:
    """Exceptions that rest on nothing are named all the same."""
    bare = [
        RuleException(code=code, when=Figure(code, "yes/no"), then=Constant(1, "days"), wording=TWO)
        for code in ("a", "b")
    ]
    with pytest.raises(BrokenRule, match=r"'a' \(no basis given\) and 'b' \(no basis given\)"):
        answer_excepted(rule(*bare), {"a": 1.0, "b": 1.0}, on=DAY)


def test_a_rule_that_cannot_be_followed_is_refused() -> None:
    """Units that do not fit, codes that stand twice, an order that goes in a circle or names nobody."""
    with pytest.raises(UnitMismatch):
        rule(exception("field"), base=Constant(2, "minutes"))
    with pytest.raises(UnitMismatch):
        rule(RuleException(code="a", when=Figure("a", "days"), then=Constant(1, "days"), wording=TWO))
    with pytest.raises(DuplicateName):
        rule(exception("field"), exception("field"))
    with pytest.raises(UnknownName):
        rule(exception("field", before=("spezial",)), exception("special"))
    with pytest.raises(BrokenRule, match=r"go before each other: (a before b before a|b before a before b)"):
        rule(exception("a", before=("b",)), exception("b", before=("a",)))


@given(st.data())
def test_the_formula_answers_as_the_rule_does(data: st.DataObject) -> None:
    """Over columns the formula has the rule's value, and none where the rule raises or does not know."""
    codes = data.draw(st.sampled_from([(), ("a",), ("a", "b"), ("a", "b", "c")]))
    order = {"a": ("b",), "b": ("c",), "c": ()}
    ordered = data.draw(st.booleans())
    made = rule(
        *(
            exception(code, 3 + at, before=tuple(o for o in order[code] if o in codes) if ordered else ())
            for at, code in enumerate(codes)
        )
    )
    for values in product((0.0, 1.0, None), repeat=len(codes)):
        figures = dict(zip(codes, values, strict=True))
        try:
            expected = answer_excepted(made, figures, on=DAY).value
        except BrokenRule:
            expected = None
        assert expected == evaluate(excepted_formula(made), figures, on=DAY)


def test_assumed_reasons_are_a_basis_too() -> None:
    """An exception may rest on an assumption, which its answer then carries."""
    ours = RuleException(
        code="ours",
        when=Figure("ours", "yes/no"),
        then=Constant(1, "days"),
        wording=TWO,
        basis=assumed("ours"),
    )
    assert assumed("ours") == answer_excepted(rule(ours), {"ours": 1.0}, on=DAY).reason.law


def test_an_exception_without_a_value_is_no_base() -> None:
    """Where an exception applies and what it says is missing, there is no value, and no base."""
    bare = RuleException(
        code="a", when=Figure("a", "yes/no"), then=Figure("allowed", "days"), wording=TWO, basis=article("1")
    )
    made, figures = rule(bare), {"a": 1.0, "allowed": None}
    found = answer_excepted(made, figures, on=DAY)
    assert (None, "a") == (found.value, found.by)
    assert evaluate(excepted_formula(made), figures, on=DAY) is None
    assert 2.0 == evaluate(excepted_formula(made), {"a": 0.0, "allowed": None}, on=DAY)


def test_going_before_is_handed_on() -> None:
    """What goes before something goes before all that this goes before."""
    made = rule(exception("a", 3, before=("b",)), exception("b", 4, before=("c",)), exception("c", 5))
    figures = {"a": 1.0, "b": 0.0, "c": 1.0}
    assert "a" == answer_excepted(made, figures, on=DAY).by
    assert 3.0 == evaluate(excepted_formula(made), figures, on=DAY)


def test_what_decides_nothing_need_not_be_known() -> None:
    """Whether an exception applies is not asked where one that goes before it applies anyway."""
    made = rule(exception("field", 5, before=("special",)), exception("special", 4))
    figures = {"field": 1.0, "special": None}
    found = answer_excepted(made, figures, on=DAY)
    assert (5.0, "field") == (found.value, found.by)
    assert 5.0 == evaluate(excepted_formula(made), figures, on=DAY)


def test_what_might_settle_a_conflict_leaves_it_open() -> None:
    """Two apply, and a third that goes before both may: that is not known, and no conflict."""
    made = rule(exception("a", 3, before=("b", "c")), exception("b", 4), exception("c", 5))
    assert "unknown" == answer_excepted(made, {"a": None, "b": 1.0, "c": 1.0}, on=DAY).by
    with pytest.raises(BrokenRule):
        answer_excepted(made, {"a": 0.0, "b": 1.0, "c": 1.0}, on=DAY)


def test_whether_an_exception_applies_is_yes_or_no() -> None:
    """A figure that is neither 1 nor 0 is refused, and not read as no."""
    with pytest.raises(InvalidInput, match=r"days_elsewhere\.field\.when: given 2\.0, expected 1 for yes"):
        answer_excepted(rule(exception("field")), {"field": 2.0}, on=DAY)


def test_an_exception_rests_on_a_parameter_of_its_day() -> None:
    """Before the law brought the exception there is no such answer; afterwards it cites what holds then."""
    since = date(2025, 4, 21)
    brought = Parameter(
        path="flexible.exceptions",
        unit="yes/no",
        values=Dated(values=[(since, 1.0)]),
        basis=Dated(values=[(since, article("13(1)")), (date(2027, 1, 1), article("14"))]),
    )
    made = rule(
        RuleException(
            code="a", when=Figure("a", "yes/no"), then=Constant(5, "days"), wording=TWO, rests_on=brought
        )
    )
    assert (brought,) == made.parameters
    laws = [answer_excepted(made, {"a": 1.0}, on=date(year, 5, 4)).reason.law for year in (2026, 2027)]
    assert [article("13(1)"), article("14")] == laws
    with pytest.raises(NoValueOnDay):
        answer_excepted(made, {"a": 1.0}, on=date(2024, 5, 4))
