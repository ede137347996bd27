"""Who there is and the lines between them: parties, people, alignments; who may, who sees, who holds."""
