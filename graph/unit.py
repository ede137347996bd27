"""One unit of work: a function that gets a transaction, all of it kept or none of it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConstraintError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    TransientError,
)

from graph.cypher import Cypher, Row, Tx, Value
from graph.errors import EngineDown, EngineError, EngineLost, EngineSlow, RowMissing, WriteInRead
from graph.ids import Ids

T = TypeVar("T")
Observer = Callable[[str, int], None]

# Two writers that MERGE one new key can collide on ArcadeDB where Neo4j waits; a second run finds the node.
COLLISION_TRIES = 6
# Seconds beyond a unit's limit that its engine may take to say that it is passed.
PATIENCE = 5.0
TIMED_OUT = ("TransactionTimedOut", "Terminated", "LockAcquisitionTimeout")


class UnitOfWork:
    """The transaction that a work function gets; implements `graph.cypher.Tx`."""

    def __init__(
        self, transaction: neo4j.ManagedTransaction, ids: Ids, *, may_write: bool, seen: Observer | None
    ) -> None:
        self._transaction = transaction
        self._ids = ids
        self._may_write = may_write
        self._seen = seen

    def all(self, sentence: Cypher[Row], /, **values: Value) -> list[Row]:
        if sentence.writes and not self._may_write:
            raise WriteInRead(f"{sentence.name} writes, and this unit of work only reads")
        result = self._transaction.run(sentence.text, dict(values))
        column = tuple(result.keys())
        found: list[Any] = [record[0] for record in result]
        if column == ("rows",):
            found = found[0] if found else []
        if self._seen:
            self._seen(sentence.name, len(found))
        return found

    def one(self, sentence: Cypher[Row], /, **values: Value) -> Row | None:
        found = self.all(sentence, **values)
        return found[0] if found else None

    def the(self, sentence: Cypher[Row], /, **values: Value) -> Row:
        row = self.one(sentence, **values)
        if row is None:
            raise RowMissing(sentence.name)
        return row

    def do(self, sentence: Cypher[None], /, **values: Value) -> None:
        self.all(sentence, **values)

    def new_id(self) -> str:
        return self._ids.new_id()

    def new_code(self) -> str:
        return self._ids.new_code()


class Graph:
    """An open graph: runs units of work, with retries, a time limit and errors in the house's words."""

    def __init__(self, driver: neo4j.Driver, database: str, ids: Ids, *, seconds: float = 15.0) -> None:
        self.driver = driver
        self.database = database
        self.ids = ids
        self.seconds = seconds
        # Called with the name of each sentence and its number of rows: bounds are tested through it.
        self.seen: Observer | None = None

    def read(self, work: Callable[[Tx], T], *, seconds: float | None = None) -> T:
        """Run `work` on a transaction that refuses to write. Raises `EngineDown`, `EngineSlow`."""
        with self._session(neo4j.READ_ACCESS) as session:
            return self._in_house_words(partial(session.execute_read, self._managed(work, False, seconds)))

    def write(self, work: Callable[[Tx], T], *, seconds: float | None = None) -> T:
        """Run `work` and keep all it wrote, or nothing. It may run more than once."""
        try:
            return self._write(work, seconds)
        except (EngineError, Neo4jError):
            raise
        except Exception:
            if not self._lets_two_go_on:
                raise
        # A no may rest on half of what someone else did meanwhile; said again, it rests on all of it.
        return self._write(work, seconds)

    @cached_property
    def _lets_two_go_on(self) -> bool:
        """Neo4j makes the second of two wait at its lock; ArcadeDB finds out when the second commits."""
        return "ArcadeDB" in self.driver.get_server_info().agent

    def _write(self, work: Callable[[Tx], T], seconds: float | None) -> T:
        for left in range(COLLISION_TRIES - 1, -1, -1):
            try:
                with self._session(neo4j.WRITE_ACCESS) as session:
                    return self._in_house_words(
                        partial(session.execute_write, self._managed(work, True, seconds))
                    )
            except ConstraintError:
                if not left:
                    raise
                time.sleep(random.uniform(0.005, 0.05))  # noqa: S311 - a pause, not a secret
        raise AssertionError("unreachable")

    def close(self) -> None:
        self.driver.close()

    def _session(self, access: str) -> neo4j.Session:
        return self.driver.session(database=self.database, default_access_mode=access)

    def _managed(
        self, work: Callable[[Tx], T], may_write: bool, seconds: float | None
    ) -> Callable[[neo4j.ManagedTransaction], T]:
        limit = seconds or self.seconds

        @neo4j.unit_of_work(timeout=limit)
        def run(transaction: neo4j.ManagedTransaction) -> T:
            # The engine keeps the limit, or the watchdog for it. From a frozen one nothing comes, and its
            # asker would wait for ever. The driver has no public word for how long it reads.
            transaction._connection.socket.set_read_timeout(limit + PATIENCE)
            return work(UnitOfWork(transaction, self.ids, may_write=may_write, seen=self.seen))

        return run

    @staticmethod
    def _in_house_words(run: Callable[[], T]) -> T:
        try:
            return run()
        except ConstraintError:
            raise
        except (ClientError, TransientError) as error:
            if isinstance(error, AuthError):
                raise EngineDown(str(error)) from error
            if any(word in (error.code or "") for word in TIMED_OUT):
                raise EngineSlow(str(error)) from error
            if isinstance(error, TransientError):
                raise EngineDown(str(error)) from error
            raise
        except IncompleteCommit as error:
            raise EngineLost(str(error)) from error
        except DriverError as error:
            raise EngineDown(str(error)) from error
        except Neo4jError as error:
            raise EngineError(str(error)) from error
