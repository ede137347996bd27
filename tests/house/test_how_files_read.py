"""How every file reads: its first sentence, its length, its name, and what it may not leave behind."""

import ast
import re
from pathlib import Path

from tests.house.premises import files, modules, text

LONGEST = 400
WRITTEN_BY_HAND = {".py", ".cypher", ".html", ".css", ".js", ".jsx", ".toml", ".sh", ""}
NAMES_THAT_SAY_NOTHING = {
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "base",
    "manager",
    "managers",
    "misc",
}
# In two pieces each, so that this file does not hold what it looks for.
LEFT_FOR_LATER = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME"]) + r")\b")
EXCEPTION = re.compile(
    r"#\s*(?:no" + r"qa\b(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?|type:\s*ig" + r"nore\b(?:\[[^\]]+\])?)"
)


def opening_is_a_sentence(path: Path) -> bool:
    docstring = ast.get_docstring(ast.parse(text(path)))
    if not docstring:
        return False
    first = docstring.split("\n\n")[0].strip()
    return " " in first and first[-1] in ".?!" and (first[0].isupper() or not first[0].isalpha())


def test_every_module_opens_with_a_sentence() -> None:
    assert [str(path) for path in modules() if not opening_is_a_sentence(path)] == []


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    # Licences, the lock and data are long by nature; what a person wrote to be read is not.
    read = [path for path in files() if path.suffix in WRITTEN_BY_HAND and path.name != "LICENSE"]
    lengths = {str(path): len(text(path).splitlines()) for path in read}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_no_module_is_named_by_nothing() -> None:
    names = {path: {path.stem, *path.parts[:-1]} for path in modules()}
    assert [str(path) for path, parts in names.items() if parts & NAMES_THAT_SAY_NOTHING] == []


def test_nothing_is_left_for_later() -> None:
    assert [
        str(path) for path in files() if path.suffix != ".json" and LEFT_FOR_LATER.search(text(path))
    ] == []


def test_every_exception_to_a_rule_says_why() -> None:
    silent = []
    for path in modules():
        for number, line in enumerate(text(path).splitlines(), start=1):
            found = EXCEPTION.search(line)
            if found and not re.search(r"[a-z]{2,}", line[found.end() :]):
                silent.append(f"{path}:{number}")
    assert silent == []
