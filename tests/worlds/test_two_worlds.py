"""With and without a hidden record, every answer to whoever doesn't read it is the same, byte for byte.

One world holds records for a few readers, the other doesn't, and all else is the same: time, keys, chance.
Each kind of outsider sends to both every request that the table of routes and the schemas give. On the engine
of the day that is all of them; on the other a part.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import structlog

from hub.api.schema import core_schema as agency_schema
from hub.public.schema import core_schema as trade_schema
from tests.builders import EVERYTHING
from tests.engines.pool import Engine
from tests.worlds import fields, noticing, pages
from tests.worlds.asking import Ask, Session
from tests.worlds.people import OUTSIDERS, PUBLIC
from tests.worlds.planting import HIDDEN_ACCOUNT, WORD, Planter, plant_narrow, plant_wide
from tests.worlds.world import Keys, Mail, World, build_world, open_hub

# Whoever of these reads a planted word comes by it: the control that the walk can find one at all.
INSIDERS = ("specialist", "root")
EVERY_OUTSIDER = (PUBLIC, *(someone.key for someone in OUTSIDERS))
TRADE = (PUBLIC, "account", "member", "former")
PLANTS = (
    pytest.param(plant_narrow, EVERY_OUTSIDER, id="for a Center and an agency"),
    pytest.param(plant_wide, TRADE, id="for every federal employee"),
)
PART = 8
TAKEN = b"Someone in the directory has this e-mail address."
APIS = (("/graphql", agency_schema()), ("/public/graphql", trade_schema()))


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """No log: what fails is compared, and putting each failure into lines takes longer than all else."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.reset_defaults()


# Minutes on a quiet machine; a busy one may take its time.
@pytest.mark.timeout(2400)
@pytest.mark.parametrize(("plant", "outsiders"), PLANTS)
def test_no_answer_tells_an_outsider_of_it(
    engine: Engine,
    engine_of_the_day: str,
    plant: Callable[[Planter], None],
    outsiders: tuple[str, ...],
    tmp_path: Path,
) -> None:
    every = 1 if engine.name == engine_of_the_day else PART
    with_it = build_world(engine, tmp_path / "looked", plant)
    looked = pages.look_around(with_it, (*INSIDERS, *EVERY_OUTSIDER))
    reading = list_reading(with_it, looked)
    assert unheard(with_it, reading) == set(), "the walk comes by each planted word"
    aimed, own = list_writing(with_it, looked)
    # In a folder of its own, as the other: a page says whether someone has asked for a paper before.
    with_it = replace(with_it, app=open_hub(with_it.graph, tmp_path / "with"))
    before = planted_records(with_it)
    told = hear(with_it, outsiders, [*reading, *aimed][::every])
    assert planted_records(with_it) == before, "nothing is written in what one may not read"
    told |= hear(with_it, outsiders, own[::every])
    assert [each for each in told if WORD not in each[1].words and heard(told[each])] == []
    assert noticing.LOOKED_AT - looked == set(), "the walk tries every word that a page looks at"
    taken = [each for each in told if tells_that_an_address_is_taken(each[1], told[each])]
    assert all(ask.path == "/people/add" or "addPerson" in ask.words for _, ask in taken)
    told = {each: answer for each, answer in told.items() if each not in taken}
    assert [mail for mail in with_it.mails if tells_a_planted_word(mail)] == []
    assert any(key in mail.subject for mail in with_it.mails for key in with_it.keys.hidden()), "some hear"
    without = build_world(engine, tmp_path / "without", None)
    assert mails_to(with_it, outsiders) == mails_to(without, outsiders)
    assert differences(without, told) == []


def list_reading(world: World, looked: pages.Looked) -> list[Ask]:
    """All that changes nothing."""
    found = list(pages.walk_reading(world.app, world.keys, looked))
    for address, schema in APIS:
        found += fields.walk_reading(schema, address, world.keys)
    return list(dict.fromkeys(found))


def list_writing(world: World, looked: pages.Looked) -> tuple[list[Ask], list[Ask]]:
    """All that would change something: aimed at what is planted, and at what the outsiders may change."""
    found = list(pages.walk_writing(world.app, world.keys, looked))
    for address, schema in APIS:
        found += fields.walk_writing(schema, address, world.keys)
    found = list(dict.fromkeys(found))
    aimed = [ask for ask in found if names_planted(ask, world.keys)]
    return aimed, [ask for ask in found if not names_planted(ask, world.keys)]


def names_planted(ask: Ask, keys: Keys) -> bool:
    """Whether a planted key stands in it."""
    return any(key in ask.words for key in (*keys.hidden(), HIDDEN_ACCOUNT))


def planted_records(world: World) -> list[str]:
    """Every planted record with its words and number of lines."""
    planted = {(label, key) for label, keys in world.keys.planted.items() for key in keys}
    rows = world.graph.read(lambda tx: tx.all(EVERYTHING))
    return sorted(
        str(row)
        for row in rows
        for label in row["labels"]
        if label not in ("Reader", "Audience", "Fact") and (label, row["words"].get("key")) in planted
    )


def hear(world: World, readers: Iterable[str], asks: list[Ask]) -> dict[tuple[str, Ask], bytes]:
    """What each reader is told, pressed small."""
    found: dict[tuple[str, Ask], bytes] = {}
    for reader in readers:
        session = Session(world, reader)
        found |= {(reader, ask): zlib.compress(session.send(ask), 1) for ask in asks}
    return found


def mails_to(world: World, readers: Iterable[str]) -> list[Mail]:
    """The mail of these people."""
    return [mail for mail in world.mails if mail.to.partition("@")[0] in readers]


def tells_a_planted_word(mail: Mail) -> bool:
    """But that of a publication, which was public when it was told of."""
    return WORD in f"{mail.subject} {mail.text}" and "published" not in mail.subject


def heard(pressed: bytes) -> bool:
    return WORD.encode() in zlib.decompress(pressed)


def tells_that_an_address_is_taken(ask: Ask, pressed: bytes) -> bool:
    """The one thing told by intent: no two people have the same address, docs/decisions/0007."""
    return f"@{WORD}.example" in ask.words and TAKEN in zlib.decompress(pressed)


def unheard(world: World, asks: list[Ask]) -> set[str]:
    """The planted words that are told to none of those who read them."""
    left = set(world.words)
    for session in (Session(world, insider) for insider in INSIDERS):
        for ask in asks:
            if left and ask.method != "HEAD" and WORD not in ask.words:
                told = session.send(ask).decode("utf-8", "replace")
                left -= {word for word in left if word in told} if WORD in told else set()
    return left


def differences(world: World, told: dict[tuple[str, Ask], bytes]) -> list[str]:
    """Where this world answers in another way, with the first lines that differ."""
    found, sessions = [], {reader: Session(world, reader) for reader, _ in told}
    for (reader, ask), pressed in told.items():
        now, then = sessions[reader].send(ask), zlib.decompress(pressed)
        if now != then:
            pairs = zip(then.splitlines(), now.splitlines(), strict=False)
            lines = next(((a[:300], b[:300]) for a, b in pairs if a != b), (then[-100:], now[-100:]))
            found.append(f"{reader}: {ask.words[:400]}\n  with: {lines[0]!r}\n  without: {lines[1]!r}")
    return found
