"""What the kernel says of running processes: who works in a folder, and who listens where."""

from pathlib import Path


def alive(process: int) -> bool:
    """It runs, and is not just waiting to be buried."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def working_in(folder: Path) -> list[int]:
    """The processes whose working directory is in the folder: an engine's is in its data."""
    found = []
    for process in (int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()):
        try:
            where = Path(f"/proc/{process}/cwd").readlink()
        except OSError:
            continue
        if where.is_relative_to(folder) and alive(process):
            found.append(process)
    return sorted(found)


def command(process: int) -> str:
    """Its command line."""
    return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")


def listening(process: int) -> list[str]:
    """The addresses it listens on, as the kernel writes them: `0100007F:1F90` is 127.0.0.1:8080."""
    sockets = set()
    for link in Path(f"/proc/{process}/fd").iterdir():
        try:
            sockets.add(str(link.readlink()))
        except OSError:
            continue
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{process}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets:
                found.append(fields[1])
    return found


def children_of(process: int) -> list[int]:
    """The processes that it started and that still run."""
    found = []
    for each in (int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()):
        try:
            parent = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()[1]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(parent) == process and alive(each):
            found.append(each)
    return sorted(found)
