"""Every property key of the graph, by the label or relationship type that bears it."""

from __future__ import annotations


def _keys(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Where a row of the reference data comes from, how far it was checked, and a hash of what was brought in.
_SOURCED = _keys("print verified sourceTitle sourceAddress otherSources")
_PLACE = _keys("key name note") | _SOURCED
# Who said something, and when the hub learned it.
_SAID = _keys("byPerson byName byParty recordedAt audienceKey")
_HELD = _keys("holderKey holderPerson holderPersonName heldSince nextAction dueOn heldMadeUp")
_WORDS_OF_ISSUE = _keys("""
    key title text kind state isOpen shelf strength strengthBy strengthOn since cells rank outcome workaround
    endDate
    severity severityBy severityByParty severityOn severityReason severityMadeUp
    scopeFlags scopePrograms scopeHts scopeCountries scopeEntryTypes
    centerVerdict centerVerdictBy centerVerdictOn agencyVerdict agencyVerdictBy agencyVerdictOn
    closeProposed closeReason closeBy closeByName closeByParty closeOn watchUntil
    reportedBy reportedByName reportedByParty followsUp
    sourceTitle sourceAddress sourceStatus sourceKind sourceNote verified mappingVerified recommendations
    audienceKey version lockedAt locks createdAt changedAt changedByName
""")

PROPERTIES: dict[str, frozenset[str]] = {
    # Who. A party that stands for its reader alone bears an audience.
    "Party": _keys("key name centerKey audienceKey print"),
    "Center": _PLACE | _keys("""
        code codeNote codeVerified nameVerified aliases city cityNote cityVerified state opened openedVerified
    """),
    "Agency": _PLACE | _keys("""
        acronym department role roleNote roleVerified commodities isPga uncodedPrograms flagPrefixes
        inMessageSetPilot2015
    """),
    "Industry": _PLACE | _keys("centerKey position"),
    "Program": _PLACE | _keys("agencyKey code processingCodes processingCodesVerified"),
    "Area": _keys("key agencyKey name lockedAt locks print"),
    "Column": _keys("key centerKey name print"),
    "Port": _PLACE | _keys("state"),
    "Office": _PLACE,
    "Council": _PLACE | _keys("since"),
    "Group": _PLACE | _keys("""
        centerKey madeUp charter milestones version lockedAt locks changedAt changedByName
    """),
    "Account": _keys("key name centerKey industryKey flags ports size tier madeUp audienceKey print"),
    "Filer": _keys("key name madeUp audienceKey print"),
    "ACTS_FOR": _keys("since until"),
    "Alignment": _SOURCED | _keys("key centerKey agencyKey industryKey since until"),
    "Flag": _SOURCED | _keys("""
        key agencyKey programKey programKeys requirement meaning disclaimRule enforcementNote
    """),
    "Person": _keys("""
        key name sort email phone hours timeZone kind madeUp audienceKey version lockedAt locks createdAt
        passwordHash passwordSetAt
    """),
    "Assignment": _keys("""
        key personKey personName role partyKey targetKey targetKind since until madeUp audienceKey version
        lockedAt locks createdAt createdBy endedAt endedBy
    """),
    "Token": _keys("key hash name party personKey createdAt expiresAt revokedAt lockedAt locks"),
    "Once": _keys("key content answer at seenAt"),
    # What is wrong, where, and what is said of it.
    "Issue": _WORDS_OF_ISSUE | _HELD,
    "Held": _HELD | _keys("key title state severity cells rank audienceKey"),
    "Holding": _keys("""
        key heldKey holderKey holderPerson nextAction dueOn since until recordedAt endedAt byPerson
        audienceKey madeUp
    """),
    "Placement": _SAID | _keys("key issueKey area column cell since until endedAt verified"),
    "Assessment": _SAID | _keys("key cell side verdict on until endedAt madeUp"),
    "Claim": _SAID | _keys("key issueKey about text quality on"),
    "Comment": _keys("key issueKey text at byPerson byName byParty audienceKey"),
    "Publication": _keys("""
        key issueKey state title what scope workaround endDate over kind since cells rank
        draftedBy draftedByName draftedByParty draftedOn approvedBy approvedByName approvedByParty publishedOn
        withdrawnByName withdrawnOn withdrawnReason sourceTitle sourceAddress
        audienceKey version lockedAt locks changedBy changedByName changedAt
    """),
    # What lies before the BIEC, and what a working group meets about.
    "Input": _HELD | _keys("""
        key title kinds state centerKey wanted ofParty byDay tried areas issues cells evidence files cosigners
        cosigned draftedBy draftedByName draftedOn signedBy signedByName signedOn signedAt receipt contentHash
        hqStep missing returnedByName returnedOn hqNote
        filedHow bypassReason filedOn filedAt filedByName filingReceipt coordinationDays
        acknowledgedOn acknowledgedByName assignedTo assignedOn assignedByName
        outcome answer answeredOn answeredByName answeredByParty askedAgain endedOn endReason supersededBy
        readers audienceKey version rank lockedAt locks createdAt changedAt changedByName madeUp
    """),
    "Attachment": _keys("""
        key inputKey name media size sha256 scan found scannedAt byPerson byName byParty addedAt audienceKey
        lockedAt locks
    """),
    "Meeting": _keys("""
        key groupKey centerKey agencyKey quarter day startsAt minutes cutOff state frozenAt heldOn
        audienceKey version lockedAt locks createdAt changedAt changedByName madeUp
    """),
    "AgendaItem": _keys("""
        key meetingKey position block agencies aboutLabel aboutKey title reason reasonCode minutes bringer
        late state removedReason source forTrade done rank audienceKey version changedAt changedByName
    """),
    "Packet": _keys("""
        key meetingKey centerKey agencyKey edition quarter day state contents manifestHash fileHashes
        frozenAt frozenBy frozenByName clearedAt clearedBy clearedByName issuedAt issuedByName
        openedReason openedByName
        audienceKey version lockedAt locks changedAt changedByName madeUp
    """),
    # Across.
    "Reader": _keys("key"),
    "Audience": _keys("key"),
    "Event": _keys("""
        key name at personKey personName partyKey subjectLabel subjectKey audienceKey said images state
        lockedAt locks tries againAt reason
    """),
    "Delivery": _keys("""
        key eventKey personKey personName channel notice because messageId state dueAt tries faults madeAt
        handingAt sentAt deadAt reason doublePossible audienceKey lockedAt locks
    """),
    "AuditEntry": _keys("key act subjectKey personKey partyKey audienceKey at detail hash sealed"),
    "Fact": _keys("key version day"),
    "Migration": _keys("key name hash appliedAt"),
}  # fmt: skip
