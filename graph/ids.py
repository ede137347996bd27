"""New keys: time-ordered ones for records, short random ones that people read out."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from uuid import UUID

# Without I, L, O, U, 0 and 1: nothing that is misheard or misread. 30**8 codes.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class Ids:
    """A source of keys; give it a seeded generator and a fixed clock to get the same keys again."""

    def __init__(
        self,
        generator: random.Random | None = None,
        milliseconds: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        self._generator = generator or random.SystemRandom()
        self._milliseconds = milliseconds

    def new_id(self) -> str:
        """A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then chance."""
        number = (self._milliseconds() & ((1 << 48) - 1)) << 80 | self._generator.getrandbits(80)
        number = number & ~(0xF << 76) | 0x7 << 76
        number = number & ~(0x3 << 62) | 0x2 << 62
        return str(UUID(int=number))

    def new_code(self) -> str:
        """Eight characters of chance in two groups, such as `7KQ4-F2M9`: no sequence, so no gap tells."""
        letters = [ALPHABET[self._generator.randrange(len(ALPHABET))] for _ in range(8)]
        return "".join(letters[:4]) + "-" + "".join(letters[4:])
