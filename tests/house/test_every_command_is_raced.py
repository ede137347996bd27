"""No command is without its race: who moves a state, expects a version, or takes a key for making once."""

from __future__ import annotations

import inspect
import re

from matrix import states
from tests.house.commands import commands
from tests.house.premises import floor_modules, text
from tests.liaisons import input_races as of_inputs
from tests.liaisons import races as of_people
from tests.matrix import races as of_matrix
from tests.meetings import packet_races as of_packets
from tests.meetings import races as of_meetings

ROOMS = (of_matrix, of_people, of_inputs, of_meetings, of_packets)
RACED = {case.command for room in ROOMS for case in room.RACES}
RACED |= {case.command for case in of_inputs.OF_THE_CLOCK}
MADE_ONCE = {command for room in ROOMS for command, _, _ in room.ONCE}
ELSEWHERE = {
    "attachments.judge_file": "tests/liaisons/test_attachments.py: many judges at once judge once",
    "imports.import_issue": "one seeding at a time; nobody at the front door imports",
    "passwords.set_password": "tests/liaisons/test_races.py: whoever is last is right",
}


def test_every_command_is_raced_with_itself() -> None:
    assert set(commands()) - RACED - MADE_ONCE - set(ELSEWHERE) == set()


def test_every_race_is_of_a_command_that_there_is() -> None:
    assert (RACED | MADE_ONCE | set(ELSEWHERE)) - set(commands()) == set()


def test_who_expects_a_version_is_raced_for_it() -> None:
    expecting = {n for n, one in commands().items() if "version" in inspect.signature(one).parameters}
    assert len(expecting) > 10
    assert expecting - RACED == set()


def test_who_takes_a_key_is_sent_twice() -> None:
    taking = {n for n, one in commands().items() if "idempotency_key" in inspect.signature(one).parameters}
    assert len(taking) > 4
    assert taking - MADE_ONCE == set()


def test_every_transition_that_a_room_can_make_is_raced() -> None:
    rooms = "".join(text(p) for p in floor_modules() if p.parts[0] == "matrix" and p.stem != "states")
    used = {states.Move[name] for name in re.findall(r"\bMove\.([A-Z_]+)\b", rooms)}
    assert states.Move.TAKE_UP in used
    can = {(str(row.start), str(row.end)) for row in states.TRANSITIONS if row.move in used}
    raced = {tuple(map(str, case.moves)) for case in of_matrix.RACES if case.moves}
    assert can - raced == set()
    # And no race makes one that the table does not have.
    assert raced - {(str(row.start), str(row.end)) for row in states.TRANSITIONS} == set()
