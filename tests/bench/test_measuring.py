"""The benchmark's arithmetic: rounds that alternate, medians, ratios, and which target is met."""

from __future__ import annotations

from tests.bench.measuring import Times, measure
from tests.bench.telling import Line, tell_tables


def test_each_side_runs_once_a_round_by_turns_and_the_first_round_is_thrown_away() -> None:
    ran: list[str] = []
    told: list[int] = []
    sides = {"api": lambda: ran.append("api"), "bare": lambda: ran.append("bare")}
    times = measure(sides, 2, tell=told.append)
    assert ran == ["bare", "api", "api", "bare", "bare", "api"]
    assert told == [0, 1, 2]
    assert {name: len(taken.rounds) for name, taken in times.items()} == {"api": 2, "bare": 2}


def test_a_ratio_is_that_of_the_medians() -> None:
    assert Times((10.0, 90.0, 20.0)).times(Times((10.0, 5.0, 40.0))) == 2.0


def line(issues: int, *, api: float, bare: float, still_open: int = 10, question: str = "matrix") -> Line:
    return Line(
        engine="an engine 1.0",
        question=question,
        issues=issues,
        still_open=still_open,
        reader="a reader",
        rows=5,
        sentences=4,
        api=Times((api,)),
        bare=Times((bare,)),
        every=Times((bare * 2,)),
    )


def test_the_table_gives_both_ratios_and_says_which_target_is_met() -> None:
    lines = [
        line(10, api=30.0, bare=20.0),
        line(500, api=42.0, bare=20.0),
        line(500, api=90.0, bare=30.0, question="list of 1,000"),
        line(5, api=9.0, bare=1.0, still_open=4),
    ]
    said = list(tell_tables(lines))
    assert "| an engine 1.0 | matrix | 10 | 10 | a reader | 5 | 30.0 (30.0) | 20.0 (20.0) | 1.50 " in said[2]
    assert "| 40.0 (40.0) (4 sentences) | 0.75 |" in said[2]
    targets = [text for text in said if text.startswith("- ")]
    assert [text.split(":")[0] for text in targets] == ["- met", "- MISSED", "- MISSED", "- MISSED"]
    # The list has no target, and a world with fewer open ones is no measure for another.
    assert "500 issues takes 1.40 times that at 10, both with 10 open" in targets[3]
