"""GraphiQL: a workbench for the agency API in the browser, for people who are signed in."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hub.login import visit

pages = Blueprint("graphiql", __name__)

FIRST_QUERY = """\
# The open issues that the matrix counts, by cell. Ctrl-Enter runs it; Ctrl-Space offers what may stand here.
{
  viewer { name party }
  matrix { total unplaced cells { row column number severityWord oldest } }
}
"""


@pages.get("/graphiql")
def show() -> ResponseReturnValue:
    """The workbench; without scripts, how to ask the API in another way."""
    if visit().actor.is_public:
        return redirect("/sign-in?next=/graphiql")
    return render_template(
        "graphiql.html",
        title="GraphiQL",
        section="graphiql",
        query=FIRST_QUERY,
        address=request.host_url + "graphql",
    )
