"""Reads the house's Cypher as far as its rules need: which records a sentence looks at, and by what names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

# A clause begins here; what stands in a subquery's braces is a clause of its own.
CLAUSE = re.compile(r"\b(OPTIONAL MATCH|MATCH|MERGE|CREATE|WHERE|WITH|RETURN|UNWIND|SET|DELETE|REMOVE)\b")
NODE = re.compile(r"(?<![\w$])\(\s*(\w*)((?::\w+)*)\s*(?=[){])")
LINE = re.compile(r"\[\s*(\w*)((?::\w+)?(?:\|\w+)*)\s*(?=[]{*])")
# A colon with a name right behind it: a label or a type. In a map a blank stands between.
NAME = re.compile(r":([A-Za-z]\w*)")
WRITES = re.compile(r"(?<!\.)\b(SET|CREATE|MERGE|DELETE|REMOVE|DROP|FOREACH)\b", re.IGNORECASE)
SMALL = re.compile(
    r"(?<![.$])\b(match|merge|where|with|return|unwind|set|create|delete|remove|in|is null)\b(?!:)"
)
PROPERTY = re.compile(r"\b([a-z]\w*)\.([A-Za-z]\w*)")
PROJECTION = re.compile(r"\b(\w+)\s*\{\s*(\.[^{}]*)\}")
STARTS = re.compile(r"\(\s*(\w*)((?::\w+)+)\s*\{([^{}]*)\}")


@dataclass(frozen=True)
class Node:
    """A pattern of a record: its variable (perhaps none), its labels, and the clause it stands in."""

    variable: str
    labels: frozenset[str]
    clause: str

    @property
    def is_made(self) -> bool:
        return self.clause == "CREATE"


@dataclass(frozen=True)
class Sentence:
    """One `Cypher(...)` of the code, as it is written there."""

    name: str
    text: str
    writes: bool
    constant: str
    path: Path

    @cached_property
    def plain(self) -> str:
        """The text in single blanks, without its strings but 'public'."""
        return " ".join(re.sub(r"'(?!public')(?:[^'\\]|\\.)*'", "''", self.text).split())

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every pattern of a record."""
        return tuple(
            Node(found[1], frozenset(NAME.findall(found[2])), clause)
            for clause, words in self._clauses()
            for found in NODE.finditer(words)
            if clause in ("MATCH", "OPTIONAL MATCH", "MERGE", "CREATE", "WHERE")
        )

    @cached_property
    def types(self) -> frozenset[str]:
        """Every relationship type."""
        return frozenset(name for found in LINE.finditer(self.plain) for name in re.findall(r"\w+", found[2]))

    @cached_property
    def labels(self) -> frozenset[str]:
        """Every label, in patterns and in conditions."""
        return frozenset(NAME.findall(LINE.sub("[", self.plain)))

    @cached_property
    def labels_of(self) -> dict[str, frozenset[str]]:
        """What each variable is: all labels, or the type, that it is ever given."""
        found: dict[str, frozenset[str]] = {}
        for match in [*NODE.finditer(self.plain), *LINE.finditer(self.plain)]:
            names = frozenset(re.findall(r"\w+", match[2]))
            if match[1] and names:
                found[match[1]] = found.get(match[1], frozenset()) | names
        return found

    @cached_property
    def properties(self) -> frozenset[tuple[frozenset[str], str]]:
        """Every property key, with the labels (or the type) of what it is asked of."""
        known = self.labels_of
        asked = {(known[v], key) for v, key in PROPERTY.findall(self.plain) if v in known}
        for variable, keys in PROJECTION.findall(self.plain):
            if variable in known:
                asked |= {(known[variable], key) for key in re.findall(r"\.(\w+)", keys)}
        for _, labels, keys in STARTS.findall(self.plain):
            names = frozenset(NAME.findall(labels))
            asked |= {(names, key) for key in re.findall(r"(\w+):", keys)}
        return frozenset(asked)

    @property
    def has_writing_words(self) -> bool:
        return bool(WRITES.search(self.plain))

    def tests_audience_of(self, variable: str) -> bool:
        """Whether the sentence demands that the reader reads what this variable stands for."""
        tests = re.escape(variable) + r"\.audienceKey (?:IN \$audiences|= 'public')"
        return bool(variable and re.search(rf"(?<! OR ){tests}(?! OR )", self.plain))

    def _clauses(self) -> Iterator[tuple[str, str]]:
        parts = CLAUSE.split(self.plain)
        yield from zip(parts[1::2], parts[2::2], strict=True)


@dataclass
class Reading:
    """What a module holds: its sentences, and each `Cypher(...)` that is not one whole literal."""

    sentences: list[Sentence] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def read_module(source: str, path: Path) -> Reading:
    """Every sentence of a module."""
    reading = Reading()
    tree = ast.parse(source)
    constants = {
        id(node.value): target.id
        for node in tree.body
        if isinstance(node, ast.AnnAssign | ast.Assign)
        for target in ([node.target] if isinstance(node, ast.AnnAssign) else node.targets)
        if isinstance(target, ast.Name) and node.value is not None
    }
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _is_cypher(call.func):
            found = _read_call(call, constants.get(id(call), ""), path)
            if found:
                reading.sentences.append(found)
            else:
                reading.broken.append(f"{path}:{call.lineno}")
    return reading


def _is_cypher(callee: ast.expr) -> bool:
    if isinstance(callee, ast.Subscript):
        callee = callee.value
    name = (
        callee.id
        if isinstance(callee, ast.Name)
        else callee.attr
        if isinstance(callee, ast.Attribute)
        else ""
    )
    return name == "Cypher"


def _read_call(call: ast.Call, constant: str, path: Path) -> Sentence | None:
    """The sentence, or None unless its name, text and `writes` are literals and a constant holds it."""
    named = dict(zip(("name", "text", "writes"), call.args, strict=False))
    named |= {word.arg: word.value for word in call.keywords if word.arg}
    values = {key: node.value for key, node in named.items() if isinstance(node, ast.Constant)}
    name, text, writes = values.get("name"), values.get("text"), values.get("writes", False)
    if len(values) < len(named) or not constant.isupper():
        return None
    if not (isinstance(name, str) and isinstance(text, str) and isinstance(writes, bool)):
        return None
    return Sentence(name, text, writes, constant, path)
