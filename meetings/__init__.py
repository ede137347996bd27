"""The working groups: their schedule, agendas, quorum, minutes, actions and packets."""
