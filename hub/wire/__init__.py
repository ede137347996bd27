"""GraphQL over HTTP for both APIs: negotiation, limits, masked errors, and answers built straight from rows.

Knows neither Strawberry nor Graphene, only graphql-core's schema, which both of them make.
"""

from hub.wire.limits import Limits
from hub.wire.refusals import Declined, Refusal, Translate
from hub.wire.rows import accept_rows, of_row, read_column, read_key
from hub.wire.views import view

__all__ = [
    "Declined",
    "Limits",
    "Refusal",
    "Translate",
    "accept_rows",
    "of_row",
    "read_column",
    "read_key",
    "view",
]
