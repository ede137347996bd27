"""The agency API of the meetings room: agendas and packets, and what chair and secretary do."""
