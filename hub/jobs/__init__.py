"""What the hub does without being asked: it passes events on, hands mail over, sweeps up what was left."""
