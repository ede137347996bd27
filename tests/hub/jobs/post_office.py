"""A real mail server on a port of its own, which can be away, and kill a worker that talks to it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler
from aiosmtpd.smtp import SMTP, Envelope, Session

from graph.children import free_port


class PostOffice(Handler):
    """Takes every message. `at_mail` and `at_data` are called before it answers to those commands."""

    def __init__(self) -> None:
        super().__init__()
        self.port = free_port()
        self.arrived: list[Message] = []
        self.at_mail: Callable[[], None] = lambda: None
        self.at_data: Callable[[], None] = lambda: None
        self._controller: Controller | None = None

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def ids(self) -> list[str]:
        return [str(message["Message-ID"]) for message in self.arrived]

    def open(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def close(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    async def handle_MAIL(  # noqa: N802 - aiosmtpd calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.at_mail()
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        answer = await super().handle_DATA(server, session, envelope)
        self.at_data()
        return answer

    def handle_message(self, message: Message) -> None:
        self.arrived.append(message)


@dataclass
class Killer:
    """Kills a worker, the number of times that it may."""

    process: int = 0
    times: int = 0
    done: int = field(default=0)

    def __call__(self, *_given: Any) -> None:
        if self.done < self.times:
            self.done += 1
            os.kill(self.process, signal.SIGKILL)
