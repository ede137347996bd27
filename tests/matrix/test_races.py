"""Two who decide the same at once: one is accepted, one is told why not, one effect is kept."""

from __future__ import annotations

import pytest

from tests.matrix.races import RACES, World
from tests.racing import Race, check_that_one_is_accepted


@pytest.mark.parametrize("case", RACES, ids=lambda case: case.name)
def test_of_two_at_once_one_is_accepted_and_one_is_told_why_not(world: World, case: Race[World]) -> None:
    check_that_one_is_accepted(world, case)
