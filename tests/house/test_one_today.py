"""One clock says which day it is: no room, page or job takes its own from an instant."""

import ast
from pathlib import Path

from tests.house.premises import floor_modules, text

# Where the day is made; where an instant is put into words; where a day comes from whoever types it.
MAY = {Path("liaisons/clocks.py"), Path("hub/dates.py"), Path("hub/cli.py")}


def takes_a_day(path: Path) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr == "today" or (node.func.attr == "date" and not node.args))
        for node in ast.walk(ast.parse(text(path)))
    )


def test_only_the_clock_says_which_day_it_is() -> None:
    assert {path for path in floor_modules() if takes_a_day(path)} - MAY == set()
