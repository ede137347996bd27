"""Mail: to the server that HUB_SMTP names, or without one into a folder of this machine."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cached_property
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from hub.config import Settings
from hub.messages.notices import Letter

# A server that says nothing for so long is not there.
SECONDS = 15.0
PORTS = {"smtp": 25, "smtps": 465}
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class NotNow(Exception):
    """The server can't be reached or takes no mail at all now: no fault of the message."""


class Declined(Exception):
    """The server did not take this message, this time."""


class Rejected(Exception):
    """The server will never take this message."""


class Carrier(Protocol):
    """What takes a message away. When it returns, the message has been taken."""

    def carry(self, message: EmailMessage) -> None:
        """Hand the message over. Refuses with `NotNow`, `Declined` or `Rejected`."""
        ...


def compose(letter: Letter, *, to: str, sender: str, message_id: str, now: datetime) -> EmailMessage:
    """The letter as a message. Whenever it is composed again, its Message-ID is the same."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id
    # So that no absence notice answers it.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def open_carrier(settings: Settings) -> Carrier:
    """The mail server of the settings, else the folder."""
    return Server(settings.smtp) if settings.smtp else Folder(folder_of(settings))


def folder_of(settings: Settings) -> Path:
    """Where mail is kept when no server is named."""
    return settings.data / "mail"


class Server:
    """A mail server by its address; each message has a connection of its own."""

    def __init__(self, address: str) -> None:
        self._parts = urlsplit(address)

    def carry(self, message: EmailMessage) -> None:
        with self._connected() as server:
            try:
                server.send_message(message)
            except smtplib.SMTPRecipientsRefused as error:
                code, words = next(iter(error.recipients.values()))
                raise _no(code, words) from error
            except smtplib.SMTPResponseException as error:
                raise _no(error.smtp_code, error.smtp_error) from error
            except (smtplib.SMTPException, OSError) as error:
                raise NotNow(f"The connection broke: {error}") from error

    @cached_property
    def _safe(self) -> ssl.SSLContext:
        """Read once: the machine's list of whom to trust takes longer than a mail."""
        return ssl.create_default_context()

    def answers(self) -> bool:
        """Whether it can be reached and lets the hub in."""
        try:
            with self._connected() as server:
                return bool(server.noop()[0] == 250)
        except NotNow:
            return False

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        try:
            server = self._connect()
        except (smtplib.SMTPException, OSError) as error:
            raise NotNow(f"The mail server can't be reached: {error}") from error
        try:
            yield server
        finally:
            # It has taken the message, or has said no: how it says goodbye changes nothing.
            server.close()

    def _connect(self) -> smtplib.SMTP:
        host, scheme = self._parts.hostname or "", self._parts.scheme
        port = self._parts.port or PORTS[scheme]
        if scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=self._safe)
        else:
            server = smtplib.SMTP(host, port, timeout=SECONDS)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=self._safe)
                server.ehlo()
            elif self._parts.username and host not in LOOPBACK:
                server.close()
                raise NotNow("The mail server offers no TLS, and a password is sent to none without.")
        if self._parts.username:
            server.login(unquote(self._parts.username), unquote(self._parts.password or ""))
        return server


class Folder:
    """A folder that keeps each message as a file; one that is sent again takes its own place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def carry(self, message: EmailMessage) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = file_of(self._folder, str(message["Message-ID"]))
            half = file.with_suffix(".half")
            half.write_bytes(message.as_bytes())
            half.replace(file)
        except OSError as error:
            raise NotNow(f"The folder for mail can't be used: {error}") from error


def read_kept(folder: Path, message_id: str) -> tuple[str, str] | None:
    """Subject and text of a message that the folder keeps."""
    try:
        data = file_of(folder, message_id).read_bytes()
    except OSError:
        return None
    message = message_from_bytes(data, policy=policy.default)
    body = message.get_body(("plain",))
    return str(message["Subject"]), str(body.get_content()) if body else ""


def file_of(folder: Path, message_id: str) -> Path:
    """The file of a message."""
    return folder / f"{message_id.strip('<>').partition('@')[0]}.eml"


def _no(code: int, words: bytes | str) -> Exception:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    told = f"The mail server said {code}: {said[:200]}"
    return Rejected(told) if code >= 500 else Declined(told)
