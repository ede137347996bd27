"""Handing over to a real mail server: by what it says a message waits, is tried again or is given up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from graph.children import free_port
from hub.messages.mail import Declined, NotNow, Rejected, Server, compose
from hub.messages.notices import Letter
from tests.builders import NOW


class Strict(Sink):
    """Says this to recipients and this to the message itself."""

    def __init__(self, to_recipient: str = "250 OK", to_message: str = "250 OK") -> None:
        super().__init__()
        self.says = (to_recipient, to_message)
        self.taken: list[bytes] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.says[0].startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.says[0]

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        if self.says[1].startswith("2"):
            self.taken.append(envelope.original_content or b"")
        return self.says[1]


@contextmanager
def serving(handler: Strict, **options: object) -> Iterator[str]:
    """A server with this handler; gives host and port."""
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port, **options)  # type: ignore[arg-type]  # its own
    controller.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        controller.stop()


def message(to: str = "dana@x.example") -> EmailMessage:
    letter = Letter("Ünread: 12 things", "Say “what”.\n", "<p>Say “what”.</p>\n")
    return compose(letter, to=to, sender="hub@hub.example", message_id="<one@hub.example>", now=NOW)


def test_what_is_taken_arrives_whole() -> None:
    handler = Strict()
    with serving(handler) as at:
        server = Server(f"smtp://{at}")
        assert server.answers()
        server.carry(message())
    (data,) = handler.taken
    for line in (b"Message-ID: <one@hub.example>", b"Auto-Submitted: auto-generated", b"To: dana@x.example"):
        assert line in data


@pytest.mark.parametrize(
    ("handler", "no"),
    [
        (Strict(to_recipient="550 Nobody of that name"), Rejected),
        (Strict(to_recipient="452 Mailbox full"), Declined),
        (Strict(to_message="554 Not wanted"), Rejected),
        (Strict(to_message="451 Try later"), Declined),
    ],
)
def test_what_the_server_says_decides(handler: Strict, no: type[Exception]) -> None:
    words = next(each for each in handler.says if not each.startswith("2"))
    with serving(handler) as at, pytest.raises(no, match=f"The mail server said {words[:3]}: {words[4:]}"):
        Server(f"smtp://{at}").carry(message())


def test_a_server_that_is_away_is_no_fault_of_the_message() -> None:
    server = Server(f"smtp://127.0.0.1:{free_port()}")
    assert not server.answers()
    with pytest.raises(NotNow, match="The mail server can't be reached: "):
        server.carry(message())


def _let_dana_in(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, said: object
) -> AuthResult:
    right = isinstance(said, LoginPassword) and (said.login, said.password) == (b"hub", b"p@ss/word")
    return AuthResult(success=right)


# A server without TLS is what this is about, on this machine alone.
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
def test_a_name_and_password_let_it_in_and_wrong_ones_wait_to_be_mended() -> None:
    handler = Strict()
    options = {"authenticator": _let_dana_in, "auth_required": True, "auth_require_tls": False}
    with serving(handler, **options) as at:
        Server(f"smtp://hub:p%40ss%2Fword@{at}").carry(message())
        with pytest.raises(NotNow):
            Server(f"smtp://hub:wrong@{at}").carry(message())
    assert len(handler.taken) == 1


def test_a_line_break_in_an_address_is_no_way_to_write_a_header() -> None:
    with pytest.raises(ValueError, match=r"newline|linefeed"):
        message("dana@x.example\nBcc: all@x.example")
