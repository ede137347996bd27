"""The jobs: each opens a unit of work, calls one function, and stops."""

from __future__ import annotations

from datetime import timedelta

from hub.house import House
from hub.jobs import overdue, papers, relay, scans
from hub.messages import deliveries
from hub.messages.mail import open_carrier

# A job that has more to do than this goes on with the next tick, perhaps in another process.
TURN = timedelta(seconds=20)


def pass_events_on(house: House) -> int:
    """What is new in the outbox."""
    return relay.relay_new(house, until=house.clock() + TURN)


def hand_mail_over(house: House) -> int:
    """Every delivery that is due."""
    return deliveries.hand_over_due(house, open_carrier(house.settings), until=house.clock() + TURN)


def scan_files(house: House) -> int:
    """Attached files that nobody has scanned."""
    return scans.scan_waiting(house, until=house.clock() + TURN)


def set_packets(house: House) -> int:
    """Frozen editions that have no PDF yet."""
    return papers.set_frozen(house, until=house.clock() + TURN)


def sweep_files(house: House) -> int:
    """Files that no record names."""
    return len(scans.sweep(house))


def sweep_events(house: House) -> int:
    """Events that were put off."""
    return house.graph.write(lambda tx: relay.bring_back(tx, now=house.clock()))


def sweep_deliveries(house: House) -> int:
    """Deliveries whose worker is gone."""
    return house.graph.write(lambda tx: deliveries.bring_back(tx, now=house.clock()))


def pass_inputs_on(house: House) -> int:
    """Inputs that headquarters let lie."""
    return overdue.pass_on(house)


def close_inputs(house: House) -> int:
    """Inputs whose answer the director let stand."""
    return overdue.close(house)
