"""Reads the reference files that stand beside the code."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any


def read_file(package: str, name: str) -> Any:
    """The JSON file `name` of `package`; tests hold each file to its shape, nothing is checked here."""
    return json.loads(resources.files(package).joinpath(name).read_text(encoding="utf-8"))


def flatten(records: list[dict[str, Any]]) -> list[Any]:
    """Each record with its `source` as `sourceTitle` and `sourceAddress`: the graph keeps no maps in maps."""
    rows = []
    for record in records:
        row = {name: value for name, value in record.items() if name != "source"}
        source = record["source"]
        rows.append(row | {"sourceTitle": source["title"], "sourceAddress": source["address"]})
    return rows


def read_rows(package: str, name: str) -> list[Any]:
    """The records of a file that is one list, in its order, flattened."""
    return flatten(read_file(package, name))
