"""What can go wrong below the wire, and how the rooms would have it told."""

from hub.wire import Refusal


class EngineDown(Exception):
    """The engine does not answer."""


class EngineSlow(Exception):
    """The engine took too long."""


class SignedOut(Exception):
    """Nobody is signed in."""


class TitleMissing(Exception):
    """A refusal of a room: a code, a field, one sentence."""

    code = "TITLE_MISSING"
    field = "title"
    sentence = "An input needs a title."


FAILURES: dict[str, Exception] = {
    "secretly": RuntimeError("bolt://10.1.2.3 said: password is swordfish"),
    "down": EngineDown(),
    "slow": EngineSlow(),
    "refused": TitleMissing(),
    "signed out": SignedOut(),
}


def translate(error: Exception) -> Refusal | None:
    """Word what a client may read."""
    if isinstance(error, TitleMissing):
        return Refusal(error.sentence, error.code, {"field": error.field})
    if isinstance(error, EngineDown):
        return Refusal("The hub's records cannot be reached.", "ENGINE_DOWN", status=503)
    if isinstance(error, EngineSlow):
        return Refusal("This took too long.", "DEADLINE_EXCEEDED", status=504)
    if isinstance(error, SignedOut):
        return Refusal("Sign in first.", "UNAUTHENTICATED", status=401)
    return None
