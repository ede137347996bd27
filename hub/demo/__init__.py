"""Made-up people, accounts, holders and assessments for the demo. Pure: from a seed, with days as offsets.

Nothing here is so: every row says `madeUp`, addresses end in `.example` (RFC 2606) and telephone numbers are
555-01xx, which are kept for fiction. Names of agencies and issues are real, from the reference rows.
"""
