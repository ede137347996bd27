"""Who covers a cell: the liaison and backup, the Center's lead, and an expert of each side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.cypher import Tx
from graph.liaisons import directory as sentences
from graph.liaisons.directory import CoverRow
from liaisons.actors import Actor, Role
from liaisons.directory import Directory

ROLES = (Role.LIAISON, Role.BACKUP, Role.CENTER_LEAD, Role.EXPERT)


@dataclass(frozen=True, slots=True)
class Owners:
    """Who answers for a cell today; None is a vacancy, unless the cell is outside every alignment."""

    aligned: bool
    liaison: CoverRow | None = None
    backup: CoverRow | None = None
    lead: CoverRow | None = None
    agency_expert: CoverRow | None = None
    center_expert: CoverRow | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The gaps that need someone, in the words of the mark: "no PGA owner", "no Center owner"."""
        if not self.aligned:
            return ()
        gaps = []
        if self.liaison is None:
            gaps.append("no PGA owner")
        if self.lead is None:
            gaps.append("no Center owner")
        return tuple(gaps)


class Cover:
    """Today's coverage, indexed so that each cell's owners are a look-up."""

    def __init__(self, directory: Directory, rows: Iterable[CoverRow], today: str) -> None:
        self._directory = directory
        self._today = today
        self._by_target: dict[tuple[str, str], list[CoverRow]] = {}
        for row in rows:
            self._by_target.setdefault((row["role"], row["targetKey"]), []).append(row)
        # By Center and agency, then by industry; all industries stand under the Center's own key.
        self._alignments: dict[tuple[str, str], dict[str, list[str]]] = {}
        for alignment in directory.alignments:
            if (alignment["since"] or "") <= today < (alignment["until"] or "9999"):
                pair = self._alignments.setdefault((alignment["centerKey"], alignment["agencyKey"]), {})
                column = alignment["industryKey"] or alignment["centerKey"]
                pair.setdefault(column, []).append(alignment["key"])

    def has_pair(self, area: str, column: str) -> bool:
        """Whether the agency and the Center are aligned at all, in whatever industry."""
        return (column.partition("/")[0], area.partition("/")[0]) in self._alignments

    def is_aligned(self, area: str, column: str) -> bool:
        """Whether a live alignment covers the cell."""
        return bool(self._alignment_keys(area, column))

    def owners(self, area: str, column: str) -> Owners:
        """Who answers for the cell. The narrowest alignment, area or column that has someone wins."""
        alignments = self._alignment_keys(area, column)
        if not alignments:
            return Owners(aligned=False)
        agency, center = area.split("/")[0], column.split("/")[0]
        return Owners(
            aligned=True,
            liaison=self._first(Role.LIAISON, alignments),
            backup=self._first(Role.BACKUP, alignments),
            lead=self._first(Role.CENTER_LEAD, alignments),
            agency_expert=self._first(Role.EXPERT, [area, agency]),
            center_expert=self._first(Role.EXPERT, [column, center]),
        )

    def _alignment_keys(self, area: str, column: str) -> list[str]:
        center = column.partition("/")[0]
        pair = self._alignments.get((center, area.partition("/")[0]))
        if pair is None:
            return []
        narrow = pair.get(column, []) if column != center else []
        return [*narrow, *pair.get(center, [])]

    def _first(self, role: Role, targets: list[str]) -> CoverRow | None:
        for target in targets:
            rows = self._by_target.get((role, target))
            if rows:
                return rows[0]
        return None


def read_cover(tx: Tx, actor: Actor, directory: Directory, *, today: str) -> Cover:
    """Today's coverage as far as the actor may see people."""
    rows = tx.all(sentences.COVER, roles=[str(r) for r in ROLES], today=today, audiences=actor.audiences)
    return Cover(directory, rows, today)
