"""Every setting of the hub, read from the environment once; the README and `hub --help` print this table."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

DATA, PORT, THREADS, SECONDS, QUESTIONS = "./data", 8500, 16, 15.0, 300
GRAPH_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
STORE_SCHEMES = ("redis", "rediss")
MAIL_SCHEMES = ("smtp", "smtps")
MAIL_FROM = "hub@localhost"


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table: the name in the environment, what holds without it, and what it says."""

    name: str
    default: str
    words: str


SETTINGS = (
    Setting("HUB_DATA", DATA, "The folder for all that the hub keeps on this machine."),
    Setting("HUB_HOST", "127.0.0.1", "The address to listen on."),
    Setting("HUB_PORT", str(PORT), "The port to listen on."),
    Setting("HUB_WORKERS", str(THREADS), "How many requests are answered at the same time."),
    Setting("HUB_SECONDS", f"{SECONDS:g}", "How long the records may take to answer, in seconds."),
    Setting(
        "HUB_PROXIES", "0", "How many proxies stand in front of the hub; with any, pages go by HTTPS only."
    ),
    Setting(
        "HUB_QUESTIONS",
        str(QUESTIONS),
        "How many questions one address may ask of /public/graphql within a minute.",
    ),
    Setting("HUB_SECRET_KEY", "a file in HUB_DATA", "Signs the cookies; the same on every machine."),
    Setting("NEO4J_URI", "the hub's own engine", "The address of a Neo4j, such as neo4j://records:7687."),
    Setting("NEO4J_USER", "neo4j", "Who the hub is to Neo4j."),
    Setting("NEO4J_PASSWORD", "none", "The password for Neo4j."),
    Setting("NEO4J_DATABASE", "neo4j", "The database in Neo4j."),
    Setting(
        "REDIS_URL",
        "the hub's own store",
        "The address of a Redis or Valkey, such as redis://store:6379/0; needed with NEO4J_URI.",
    ),
    Setting(
        "HUB_SMTP",
        "mail is kept in HUB_DATA",
        "The mail server, such as smtp://relay:587 or smtps://name:password@relay.",
    ),
    Setting(
        "HUB_CLAMD",
        "files stay closed",
        "The clamd that scans what is attached, such as tcp://scanner:3310 or unix:///run/clamd.sock.",
    ),
    Setting("HUB_MAIL_FROM", MAIL_FROM, "The address that mail comes from."),
    Setting(
        "HUB_ADDRESS", "where it listens", "The address of the hub in links, such as https://hub.example."
    ),
)


class SettingRefused(Exception):
    """A setting can't be used as it is; says which and what it takes."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run. `demo` comes from the command line alone, never from the environment."""

    data: Path = Path(DATA)
    host: str = "127.0.0.1"
    port: int = PORT
    threads: int = THREADS
    seconds: float = SECONDS
    proxies: int = 0
    questions: int = QUESTIONS
    secret_key: str = ""
    neo4j_uri: str = ""
    neo4j_user: str = "neo4j"
    neo4j_password: str = ""
    neo4j_database: str = "neo4j"
    redis_url: str = ""
    smtp: str = ""
    clamd: str = ""
    mail_from: str = MAIL_FROM
    address: str = ""
    demo: bool = False

    @property
    def links(self) -> str:
        """Where a link in a mail leads: the address that is named, else where the hub listens."""
        return self.address.rstrip("/") or f"http://{self.host}:{self.port}"


def read_settings(environment: Mapping[str, str], *, demo: bool = False) -> Settings:
    """The settings that the environment names. Refuses with `SettingRefused` what is no number or address."""
    given = {name: value.strip() for name, value in environment.items() if value.strip()}
    return Settings(
        data=Path(given.get("HUB_DATA", DATA)),
        host=given.get("HUB_HOST", "127.0.0.1"),
        port=_number(given, "HUB_PORT", PORT, least=1, most=65_535),
        threads=_number(given, "HUB_WORKERS", THREADS, least=1, most=1_000),
        seconds=float(_number(given, "HUB_SECONDS", int(SECONDS), least=1, most=600)),
        proxies=_number(given, "HUB_PROXIES", 0, least=0, most=9),
        questions=_number(given, "HUB_QUESTIONS", QUESTIONS, least=1, most=1_000_000),
        secret_key=given.get("HUB_SECRET_KEY", ""),
        neo4j_uri=_address(given, "NEO4J_URI", GRAPH_SCHEMES),
        neo4j_user=given.get("NEO4J_USER", "neo4j"),
        neo4j_password=given.get("NEO4J_PASSWORD", ""),
        neo4j_database=given.get("NEO4J_DATABASE", "neo4j"),
        redis_url=_address(given, "REDIS_URL", STORE_SCHEMES),
        smtp=_address(given, "HUB_SMTP", MAIL_SCHEMES),
        clamd=_scanner(given, "HUB_CLAMD"),
        mail_from=given.get("HUB_MAIL_FROM", MAIL_FROM),
        address=_address(given, "HUB_ADDRESS", ("https", "http")),
        demo=demo,
    )


def read_secret_key(settings: Settings) -> str:
    """The key that signs cookies: the setting, else one kept in a file that only the owner may read."""
    if settings.secret_key:
        return settings.secret_key
    file = settings.data / "secret-key"
    if not file.exists():
        settings.data.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return file.read_text(encoding="ascii").strip()


def tell_settings() -> str:
    """The table as the command line prints it."""
    width = max(len(setting.name) for setting in SETTINGS)
    return "\n".join(f"  {s.name:<{width}}  {s.words} Default: {s.default}." for s in SETTINGS)


def _number(given: Mapping[str, str], name: str, default: int, *, least: int, most: int) -> int:
    text = given.get(name, str(default))
    if not text.isdecimal() or not least <= int(text) <= most:
        raise SettingRefused(f"{name} is “{text[:40]}”. Give a whole number from {least} to {most:,}.")
    return int(text)


def _scanner(given: Mapping[str, str], name: str) -> str:
    text = given.get(name, "")
    if text.startswith("unix:///") and len(text) > len("unix:///"):
        return text
    return _address(given, name, ("tcp", "unix"))


def _address(given: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str:
    text = given.get(name, "")
    try:
        parts = urlsplit(text)
        usable = not text or (parts.scheme in schemes and bool(parts.hostname) and parts.port != 0)
    except ValueError:
        usable = False
    if not usable:
        # Not quoted: it may hold a password.
        raise SettingRefused(
            f"{name} is no address that the hub can use. Give one such as {schemes[0]}://host:port; "
            f"it may begin with {', '.join(schemes)}."
        )
    return text
