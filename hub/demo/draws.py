"""Chance that comes out the same each time: every draw is a hash of the seed and of what is drawn for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

from graph.ids import ALPHABET

Thing = TypeVar("Thing")

SEED = 2026


def draw(seed: int, *drawn_for: str | int, below: int) -> int:
    """A number from 0 up to `below`. No draw moves another, so that adding a person changes nobody else."""
    said = "\0".join(str(word) for word in (seed, *drawn_for))
    return int.from_bytes(hashlib.sha256(said.encode()).digest()) % below


def draw_between(seed: int, *drawn_for: str | int, first: int, last: int) -> int:
    """A number from `first` to `last`, both included."""
    return first + draw(seed, *drawn_for, below=last - first + 1)


def pick(seed: int, *drawn_for: str | int, of: Sequence[Thing]) -> Thing:
    """One of them."""
    return of[draw(seed, *drawn_for, below=len(of))]


def pick_some(seed: int, *drawn_for: str | int, of: Sequence[Thing], number: int) -> list[Thing]:
    """So many of them, or all, in the order in which they stand."""
    order = sorted(range(len(of)), key=lambda n: draw(seed, *drawn_for, n, below=1 << 64))
    return [of[n] for n in sorted(order[:number])]


def shuffle(seed: int, *drawn_for: str | int, of: Sequence[Thing]) -> list[Thing]:
    """All of them in an order of chance."""
    order = sorted(range(len(of)), key=lambda n: draw(seed, *drawn_for, n, below=1 << 64))
    return [of[n] for n in order]


def code(seed: int, *drawn_for: str | int, length: int = 6) -> str:
    """Letters and digits of chance to be read out, such as `7KQ4F2`: no sequence, so no gap tells."""
    return "".join(ALPHABET[draw(seed, *drawn_for, "letter", n, below=len(ALPHABET))] for n in range(length))
