"""Reads the tables of a page as people see them: captions, rows, and in each cell its text and its links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
NEXT = re.compile(r'<a href="([^"]+)" rel="next">')


@dataclass
class Cell:
    """One cell: whether it is a head, its words, and the address and words of each link in it."""

    is_head: bool
    words: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The number that it begins with; 0 where words stand instead of one."""
        first = self.words.split()[0].replace(",", "") if self.words.split() else ""
        return int(first) if first.isdecimal() else 0


@dataclass
class Table:
    """One table."""

    caption: str = ""
    rows: list[list[Cell]] = field(default_factory=list)


@dataclass
class Page:
    """The tables and links of one page."""

    tables: list[Table] = field(default_factory=list)
    next_page: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._cell: Cell | None = None
        self._in_caption = False
        self._in_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.page.tables.append(Table())
        elif tag == "caption":
            self._in_caption = True
        elif tag == "tr":
            self.page.tables[-1].rows.append([])
        elif tag in ("td", "th"):
            self._cell = Cell(tag == "th")
            self.page.tables[-1].rows[-1].append(self._cell)
        elif tag == "a" and self._cell:
            self._cell.links.append((dict(attrs).get("href") or "", ""))
            self._in_link = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "caption":
            self._in_caption = False
        elif tag in ("td", "th"):
            self._cell = None
        elif tag == "a":
            self._in_link = False

    def handle_data(self, data: str) -> None:
        if self._in_caption:
            self.page.tables[-1].caption += data
        elif self._cell:
            self._cell.words += f"{data} "
            if self._in_link:
                address, words = self._cell.links[-1]
                self._cell.links[-1] = (address, words + data)


def read_page(html: str) -> Page:
    """The tables of a page, and where its list goes on."""
    reader = _Reader()
    # The tables alone: the forms around them are long, and hold nothing that is asked here.
    for table in TABLE.findall(html):
        reader.feed(table)
    on = NEXT.search(html)
    reader.page.next_page = unescape(on[1]) if on else ""
    return reader.page
