"""What the building consists of: the files that git keeps, and those about to be added."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("hub", "meetings", "matrix", "liaisons", "graph")


@cache
def files() -> tuple[Path, ...]:
    """Every kept file, by its path from the root; what .gitignore names is no part of the building."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = (Path(name) for name in listed.split("\0") if name)
    # A file deleted but not yet committed is still listed.
    return tuple(sorted(path for path in paths if (ROOT / path).is_file()))


def modules() -> tuple[Path, ...]:
    return tuple(path for path in files() if path.suffix == ".py")


def floor_modules() -> tuple[Path, ...]:
    return tuple(path for path in modules() if path.parts[0] in FLOORS)


def text(path: Path) -> str:
    """The file's text; of a picture or a font, what can be read of it."""
    return (ROOT / path).read_text(encoding="utf-8", errors="ignore")
