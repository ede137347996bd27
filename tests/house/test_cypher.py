"""Every sentence is one whole literal, knows its names, says whether it writes, and tests its readers."""

import ast
import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from graph.labels import GUARDED, LABELS, TYPES
from graph.properties import PROPERTIES
from tests.house.premises import files, floor_modules, text
from tests.house.reading_cypher import SMALL, Node, Sentence, read_module

MODULES = [read_module(text(path), path) for path in floor_modules()]
SENTENCES = {each.name: each for module in MODULES for each in module.sentences}

# A Party may be an Account or a Filer, which are guarded, unless the sentence asks for one of these.
PUBLIC_PARTIES = ("Center", "Agency", "Port", "Office", "Council")
IS_PUBLIC_PARTY = "({0}:Center OR {0}:Agency OR {0}:Port OR {0}:Office OR {0}:Council)"

MAKES_THE_ACTOR = "finds who asks, by what only that person has; there is no reader yet"
HELD_CHECKED = "hands on what the command has locked, to a holder that holdings.find_holder found"
RELAYS = "a worker passes on whatever there is; what it finds goes to nobody by that"
HEARS = "who hears by their office, before it is asked whether they read it; nobody is told who they are"
SEEDS = "brings in rows of the house's own files; nothing of what is there goes back to anyone"

# Sentences that look at guarded records without an audience test, and why they may.
EXCEPTIONS = {
    "sign_in.find_signed_in": MAKES_THE_ACTOR,
    "sign_in.find_by_email": MAKES_THE_ACTOR,
    "sign_in.find_token": MAKES_THE_ACTOR,
    "sign_in.find_password": MAKES_THE_ACTOR,
    "sign_in.list_made_up": "the demonstration's own people, for whom one signs in; nobody real is listed",
    "people.is_taken": "an address must be free whoever asks; nothing but that it is taken is told",
    "parties.find": "parties are public but accounts and filers, of which it tests the audience",
    "assignments.begin": "the command has locked the person (people.lock) and found the party",
    "assignments.end": "the command has locked the role (assignments.lock)",
    "people.set_password": "the command has locked the person (people.lock)",
    "tokens.lock_owner": "one's own person",
    "people.forget_password": "the command has locked the person (people.lock)",
    "tokens.make": "one's own person",
    "tokens.list": "one's own person",
    "holdings.hold": HELD_CHECKED,
    "holdings.let_go": HELD_CHECKED,
    "issues.save": "the command has locked the issue (issues.lock)",
    "issues.follow_up": "the command has made the one issue and found the other (issues.find)",
    "attachments.add": "the command has locked the input (inputs.lock)",
    "attachments.remove": "the command has found the file (attachments.list) of the input that it has locked",
    "attachments.widen": "the command has locked the input (inputs.lock)",
    "attachments.judge": "the command has locked the file (attachments.lock)",
    "inputs.save": "the command has locked the input (inputs.lock)",
    "placements.add": "the command has locked the issue (issues.lock)",
    "placements.end": "the command has locked the issue (issues.lock)",
    "assessments.assess": "ends what was said of the cell before, whoever reads that; it is not given back",
    "publications.create": "the command has locked the issue (issues.lock)",
    "publications.save": "the command has locked the publication (publications.lock)",
    "remarks.add_claim": "the command has found the issue (issues.find)",
    "remarks.add_comment": "the command has found the issue (issues.find)",
    "meetings.save": "the command has locked the meeting (meetings.lock)",
    "packets.save": "the command has locked the edition (packets.lock)",
    "packets.begin": "the command has found the meeting; what is there is read by packets.lock",
    "lines.save": "the command has locked the meeting (meetings.lock) and found the line",
    "lines.save_all": "the command has locked the meeting (meetings.lock) and found the lines",
    "outbox.list_new": RELAYS,
    "outbox.settle_quiet": RELAYS,
    "outbox.claim": RELAYS,
    "outbox.find": "what a message says of an event is for its hearers, who were found to read it",
    "outbox.put_off": RELAYS,
    "outbox.bring_back": RELAYS,
    "outbox.revive": RELAYS,
    "deliveries.make": RELAYS,
    "deliveries.list_due": RELAYS,
    "deliveries.claim": RELAYS,
    "deliveries.settle": RELAYS,
    "deliveries.bring_back": RELAYS,
    "deliveries.revive": RELAYS,
    "recipients.at_parties": HEARS,
    "recipients.on_targets": HEARS,
    "recipients.people": HEARS,
    "reference.accounts": SEEDS,
    "reference.filers": SEEDS,
    "reference.authorizations": SEEDS,
    "reference.people": SEEDS,
    "reference.assignments": SEEDS,
}

# Locks on what has no readers of its own, or on the person who asks.
WITHOUT_READERS = {"people.lock_all", "assessments.lock_area", "tokens.lock_owner", "groups.lock"}


def unknown_names(sentence: Sentence) -> list[str]:
    """Labels, types and property keys that the graph doesn't have."""
    found = sorted(sentence.labels - LABELS) + sorted(sentence.types - TYPES)
    for bearers, key in sorted(sentence.properties, key=lambda each: (sorted(each[0]), each[1])):
        if not any(key in PROPERTIES.get(bearer, ()) for bearer in bearers):
            found.append(f"{'/'.join(sorted(bearers))}.{key}")
    return found


def unnamed_records(sentence: Sentence) -> list[Node]:
    """Patterns that stand for any record at all: nothing says what they are."""
    return [node for node in sentence.nodes if not node.labels and node.variable not in sentence.labels_of]


def untested_records(sentence: Sentence) -> list[Node]:
    """Guarded records that the sentence looks at whoever asks."""
    return [
        node
        for node in sentence.nodes
        if not node.is_made and _is_guarded(node, sentence) and not sentence.tests_audience_of(node.variable)
    ]


def _is_guarded(node: Node, sentence: Sentence) -> bool:
    if node.labels & GUARDED:
        return True
    is_any_party = "Party" in node.labels and not node.labels & {*PUBLIC_PARTIES, "Industry", "Group"}
    return is_any_party and IS_PUBLIC_PARTY.format(node.variable) not in sentence.plain


def is_true_lock(sentence: Sentence) -> bool:
    """Whether it touches the record first, and only then asks whether the reader reads it.

    It counts, because ArcadeDB leaves out a SET of the value that stands there: then nobody is locked out.
    """
    touch = r"SET (\w+)\.lockedAt = \$at, \1\.locks = coalesce\(\1\.locks, 0\) \+ 1 "
    look = r"WITH \1 WHERE \1\.(audienceKey IN \$audiences|personKey = \$person) RETURN"
    return bool(re.search(touch + look, sentence.plain))


def test_every_sentence_is_one_whole_literal_that_a_constant_holds() -> None:
    assert [place for module in MODULES for place in module.broken] == []


def test_sentences_are_written_in_graph_alone() -> None:
    assert [each.name for each in SENTENCES.values() if each.path.parts[0] != "graph"] == []


def test_nothing_else_is_sent_to_an_engine() -> None:
    """`run` is called on the text of a sentence; migrations alone bring theirs from files."""
    sent = [
        (str(path), ast.unparse(call.args[0]))
        for path in floor_modules()
        if path.parts[0] == "graph"
        for call in ast.walk(ast.parse(text(path)))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "run"
    ]
    assert [each for each in sent if not each[1].endswith(".text")] == [("graph/migrate.py", "sentence")]


def test_every_sentence_has_a_name_of_its_own_that_says_its_file() -> None:
    names = Counter(each.name for module in MODULES for each in module.sentences)
    assert {name for name, times in names.items() if times > 1} == set()
    assert [n for n, each in SENTENCES.items() if not n.startswith(f"{each.path.stem}.")] == []


def test_every_name_of_the_graph_is_known() -> None:
    assert {name: found for name, each in SENTENCES.items() if (found := unknown_names(each))} == {}


def test_every_word_of_the_language_is_in_capitals() -> None:
    assert {name: found for name, each in SENTENCES.items() if (found := SMALL.findall(each.plain))} == {}


def test_every_record_in_a_pattern_is_named_by_its_label() -> None:
    assert {name: found for name, each in SENTENCES.items() if (found := unnamed_records(each))} == {}


def test_a_sentence_says_that_it_writes_if_and_only_if_it_does() -> None:
    assert [n for n, each in SENTENCES.items() if each.writes != each.has_writing_words] == []


def test_every_guarded_record_is_looked_at_with_the_audience_test() -> None:
    untested = {name: found for name, each in SENTENCES.items() if (found := untested_records(each))}
    assert {name: found for name, found in untested.items() if name not in EXCEPTIONS} == {}


def test_no_exception_has_outlived_its_need() -> None:
    assert [n for n in EXCEPTIONS if n not in SENTENCES or not untested_records(SENTENCES[n])] == []


def test_every_lock_touches_first_and_then_asks_who_reads() -> None:
    locks = [each for name, each in SENTENCES.items() if ".lock" in name and name not in WITHOUT_READERS]
    assert len(locks) >= 5
    assert [each.name for each in locks if not is_true_lock(each)] == []


def test_an_order_leaves_nothing_to_chance() -> None:
    # Its last word tells any two apart: a key, or what has one in it, such as the place in a list.
    last = re.compile(r"(?:key|Key|rank|place|name|row|code|sort)(?: DESC)?$")
    orders = [
        (each.name, order.strip())
        for each in SENTENCES.values()
        for order in re.findall(r"ORDER BY ([^{}]*?)(?= LIMIT| SKIP| RETURN| WITH|\}|$)", each.plain)
    ]
    assert len(orders) > 20
    assert [(name, order) for name, order in orders if not last.search(order)] == []


def test_migrations_use_known_names() -> None:
    for path in (path for path in files() if path.suffix == ".cypher"):
        for label, keys in re.findall(r"FOR \(n:(\w+)\) (?:REQUIRE|ON) (.*?);", text(path), re.DOTALL):
            assert label in LABELS, (path, label)
            assert set(re.findall(r"n\.(\w+)", keys)) <= PROPERTIES[label], (path, label, keys)


def test_the_lists_of_names_agree_with_one_another() -> None:
    assert not LABELS & TYPES
    assert set(PROPERTIES) - TYPES == LABELS
    # The only label without one of its own is Party: its guarded kinds have theirs.
    assert {label for label in LABELS if "audienceKey" in PROPERTIES[label]} == GUARDED | {"Party"}


def test_every_key_is_used_or_brought_in() -> None:
    asked = {
        (bearer, key) for each in SENTENCES.values() for names, key in each.properties for bearer in names
    }
    code = " ".join(text(path) for path in chain(floor_modules(), *_reference()) if path.parts[0] != "graph")
    dead = [
        f"{bearer}.{key}"
        for bearer, keys in PROPERTIES.items()
        for key in keys
        if (bearer, key) not in asked and not re.search(rf"\b{key}\b", code)
    ]
    assert sorted(dead) == []


def _reference() -> list[list[Path]]:
    return [[path for path in files() if "reference" in path.parts and path.suffix == ".json"]]


GOOD = """MATCH (i:Issue {key: $key}) WHERE i.audienceKey IN $audiences RETURN i {.key, .title} AS row"""
BAD_TEXTS = {
    "an unknown label": (GOOD.replace("Issue", "Isue"), unknown_names),
    "an unknown type": (GOOD.replace("RETURN", "MATCH (i)-[:PLACD]->(p:Placement) RETURN"), unknown_names),
    "an unknown key": (GOOD.replace(".title", ".titel"), unknown_names),
    "a key of another label": (GOOD.replace(".title", ".passwordHash"), unknown_names),
    "an unknown key in a pattern": (GOOD.replace("{key:", "{ky:"), unknown_names),
    "an unknown key in a condition": (GOOD.replace("RETURN", "AND i.stat = 'open' RETURN"), unknown_names),
    "no test": (GOOD.replace("WHERE i.audienceKey IN $audiences ", ""), untested_records),
    "a test of another record": (GOOD.replace("RETURN", "MATCH (c:Claim) RETURN"), untested_records),
    "a test that another condition undoes": (GOOD.replace("RETURN", "OR i.isOpen RETURN"), untested_records),
    "a test behind another condition": (GOOD.replace("WHERE", "WHERE i.isOpen OR"), untested_records),
    "a guarded record in a subquery": (
        GOOD.replace("RETURN", "AND EXISTS { (i)<-[:SAID_OF]-(:Comment) } RETURN"),
        untested_records,
    ),
    "a guarded record without a name": ("MATCH (:Issue) RETURN 1 AS row", untested_records),
    "a party that may be an account": ("MATCH (p:Party {key: $key}) RETURN p.key AS row", untested_records),
    "any record": ("MATCH (n) RETURN n.key AS row", unnamed_records),
    "any neighbour": (GOOD.replace("RETURN", "MATCH (i)--(n) RETURN"), unnamed_records),
    "small letters": (GOOD.replace("WHERE", "where"), lambda each: SMALL.findall(each.plain)),
}


def read_one(source: str) -> Sentence:
    [sentence] = read_module(source, Path("graph/matrix/issues.py")).sentences
    return sentence


@pytest.mark.parametrize(("words", "rule"), BAD_TEXTS.values(), ids=BAD_TEXTS)
def test_the_rules_catch(words: str, rule: object) -> None:
    assert callable(rule)
    assert rule(read_one(f'FIND = Cypher("issues.find", """{words}""")'))
    assert not rule(read_one(f'FIND = Cypher("issues.find", """{GOOD}""")'))


@pytest.mark.parametrize(
    "source",
    [
        'X = Cypher("issues.x", f"MATCH (i:Issue) RETURN {what}")',
        'X = Cypher("issues.x", "MATCH (i:Issue) " + MORE)',
        'X = Cypher("issues.x", "MATCH (i:Issue) RETURN {}".format("i"))',
        'X = Cypher("issues.x", "MATCH (i:%s) RETURN i" % label)',
        'X = Cypher(f"issues.{name}", "MATCH (i:Issue) RETURN i")',
        'X = Cypher("issues.x", "CREATE (:Issue)", writes=may)',
        'X: Cypher[None] = graph.cypher.Cypher[None]("issues.x", TEXT)',
        'x = Cypher("issues.x", "MATCH (i:Issue) RETURN i")',
        'def find(): return tx.all(Cypher("issues.x", "MATCH (i:Issue) RETURN i"))',
    ],
)
def test_a_sentence_that_is_no_whole_literal_is_caught(source: str) -> None:
    assert read_module(source, Path("graph/x.py")).broken == ["graph/x.py:1"]


@pytest.mark.parametrize("word", ["SET i.key = 1", "CREATE (:Fact)", "MERGE (:Fact)", "DETACH DELETE i"])
def test_writing_words_are_found_and_property_keys_are_none(word: str) -> None:
    assert read_one(f'X = Cypher("issues.x", "MATCH (i:Issue) {word}")').has_writing_words
    assert not read_one('X = Cypher("issues.x", "RETURN i.createdAt, i.set, \'CREATE\'")').has_writing_words


@pytest.mark.parametrize(
    "words",
    [
        "WHERE i.audienceKey IN $audiences SET i.lockedAt = $at, i.locks = coalesce(i.locks, 0) + 1 RETURN i",
        "SET i.lockedAt = $at WITH i WHERE i.audienceKey IN $audiences RETURN i",
    ],
    ids=["asks before it touches", "may leave everything as it was"],
)
def test_a_lock_that_locks_nobody_out_is_caught(words: str) -> None:
    source = f'X = Cypher("issues.lock", "MATCH (i:Issue {{key: $key}}) {words}", writes=True)'
    assert not is_true_lock(read_one(source))
