"""Every label and relationship type of the graph; a sentence that uses another fails the house test."""

from __future__ import annotations

# Who. A Center and an Industry are also columns of the matrix; an Agency and a Program also its rows.
PARTIES = {"Center", "Agency", "Industry", "Account", "Filer", "Port", "Office", "Council", "Group"}
DIRECTORY = PARTIES | {"Party", "Program", "Area", "Column", "Alignment", "Flag", "Person", "Assignment"}
SIGN_IN = {"Token", "Once"}
MATRIX = {"Issue", "Placement", "Assessment", "Claim", "Comment", "Publication"}
BETWEEN = {"Input", "Attachment"}
MEETINGS = {"Meeting", "AgendaItem", "Packet"}
ACROSS = {"Held", "Holding", "Reader", "Audience", "Event", "Delivery", "AuditEntry", "Migration", "Fact"}

LABELS = frozenset(DIRECTORY | SIGN_IN | MATRIX | BETWEEN | MEETINGS | ACROSS)

TYPES = frozenset(
    {
        "OF_CENTER",  # Industry -> Center, Account -> Center
        "OF_AGENCY",  # Program -> Agency
        "IN_INDUSTRY",  # Account -> Industry
        "ACTS_FOR",  # Filer -> Account, dated
        "ALIGNS",  # Alignment -> Center, Agency, Industry
        "HOLDS_ROLE",  # Person -> Assignment
        "FOR_PARTY",  # Assignment -> Party
        "ON",  # Assignment -> what the role is on: a party, alignment, area or column
        "PLACED",  # Issue -> Placement
        "AT_AREA",  # Placement, Assessment -> Area
        "AT_COLUMN",  # Placement, Assessment -> Column
        "ATTACHED_TO",  # Attachment -> Input
        "SAID_OF",  # Claim, Comment, Publication -> Issue
        "HELD_BY",  # Held -> Party, the present holder
        "WAS_HELD",  # Held -> Holding, dated
        "READS",  # Reader -> Audience
        "OWNED_BY",  # Token -> Person
        "OF_GROUP",  # Meeting -> Group
        "ON_AGENDA",  # AgendaItem -> Meeting
        "FOLLOWS_UP",  # Issue -> the closed Issue that it takes up again
    }
)

# Every record of these carries audienceKey, and every sentence that reads one tests it.
GUARDED = frozenset(
    {
        "Issue", "Held", "Holding", "Placement", "Claim", "Comment", "Publication",
        "Account", "Filer", "Person", "Assignment", "Assessment", "Event", "Delivery", "AuditEntry",
        "Input", "Attachment", "Meeting", "AgendaItem", "Packet",
    }
)  # fmt: skip
