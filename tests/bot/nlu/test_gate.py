"""A new model comes into use by itself only where it is no worse."""

from collections.abc import Mapping

import pytest

from bot.nlu.gate import Gate

BEFORE = {"strict": 0.95, "lenient": 0.97, "report_immediate_danger": 0.98, "greet": 1.0}


@pytest.mark.parametrize(
    "changes",
    [{}, {"strict": 0.96}, {"strict": 0.94}, {"greet": 0.5}, {"report_immediate_danger": 1.0}],
)
def test_no_worse_passes(changes: Mapping[str, float]) -> None:
    assert Gate().faults({**BEFORE, **changes}, BEFORE) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"strict": 0.939}, "strict 93.9% against 95.0%"),
        ({"strict": 0.99, "report_immediate_danger": 0.97}, "report_immediate_danger 97.0% against 98.0%"),
    ],
)
def test_worse_is_said_with_figures(changes: Mapping[str, float], said: str) -> None:
    (fault,) = Gate().faults({**BEFORE, **changes}, BEFORE)
    assert fault.startswith(said)


def test_a_label_of_danger_that_is_no_longer_known_is_worse() -> None:
    new = {name: share for name, share in BEFORE.items() if name != "report_immediate_danger"}
    assert Gate().faults(new, BEFORE)


@pytest.mark.parametrize(("new", "before"), [({}, BEFORE), (BEFORE, {}), ({}, {})])
def test_what_was_not_measured_does_not_pass(new: Mapping[str, float], before: Mapping[str, float]) -> None:
    (fault,) = Gate().faults(new, before)
    assert "no kept messages" in fault
