"""What a new hub starts with: the reference data, and for a demonstration made-up people and what they do."""

from hub.seed.demo import DayKept, seed_demo
from hub.seed.reference import seed_reference

__all__ = ["DayKept", "seed_demo", "seed_reference"]
