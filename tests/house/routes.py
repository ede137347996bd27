"""Every address of the hub: what to ask there, and the code that each kind of actor gets."""

from __future__ import annotations

from dataclasses import dataclass

from tests.house.living import KINDS, NOBODY

ACTORS = (NOBODY, *KINDS)

# A line for each method of each route: the rule, then the code for each of ACTORS in turn. A redirect (302)
# leads nobody to the sign-in, or to the page of the public.
#    method rule                          nobody account liaison reviewer director administrator
TABLE = """
    GET  /                                   200 200 200 200 200 200
    POST /act-for                            403 403 403 403 403 403
    GET  /assets/<path:filename>             200 200 200 200 200 200
    GET  /desk                               302 403 403 403 403 403
    GET  /directory                          200 200 200 200 200 200
    GET  /directory/agencies/<key>           200 200 200 200 200 200
    GET  /directory/areas/<path:key>         200 200 200 200 200 200
    GET  /directory/centers/<key>            200 200 200 200 200 200
    GET  /directory/people/<key>             403 403 200 200 200 200
    GET  /graphiql                           302 200 200 200 200 200
    GET  /graphql                            401 200 200 200 200 200
    POST /graphql                            401 200 200 200 200 200
    GET  /groups/<center>                    302 200 200 200 200 200
    GET  /groups/<center>/charter            403 403 403 403 200 403
    POST /groups/<center>/charter            403 403 403 403 422 403
    GET  /groups/<center>/plan               403 403 403 403 200 403
    POST /groups/<center>/plan               403 403 403 403 422 403
    GET  /health                             200 200 200 200 200 200
    GET  /home                               302 200 200 200 200 200
    GET  /inputs                             302 200 200 200 200 200
    GET  /inputs/<key>                       404 404 404 404 200 404
    GET  /inputs/<key>/<name>                404 404 404 404 200 404
    POST /inputs/<key>/<name>                404 404 404 404 422 404
    GET  /inputs/<key>/edit                  404 404 404 404 200 404
    POST /inputs/<key>/edit                  404 404 404 404 422 404
    GET  /inputs/<key>/files                 404 404 404 404 200 404
    POST /inputs/<key>/files                 404 404 404 404 422 404
    GET  /inputs/<key>/files/<file>          404 404 404 404 404 404
    GET  /inputs/<key>/files/<file>/remove   404 404 404 404 404 404
    POST /inputs/<key>/files/<file>/remove   404 404 404 404 404 404
    GET  /inputs/<key>/receipt               404 404 404 404 200 404
    POST /inputs/<key>/save                  404 404 404 404 422 404
    GET  /inputs/new                         403 403 403 403 200 403
    POST /inputs/new                         403 403 403 403 422 403
    POST /inputs/new/save                    403 403 403 403 422 403
    GET  /issues                             302 200 200 200 200 200
    GET  /issues/<key>                       404 404 200 200 200 200
    GET  /issues/<key>/<name>                404 404 200 200 200 403
    POST /issues/<key>/<name>                404 404 422 422 422 403
    GET  /issues/<key>/place                 404 404 200 403 200 403
    POST /issues/<key>/place                 404 404 422 403 422 403
    GET  /issues/<key>/publish               403 403 200 403 200 403
    POST /issues/<key>/publish               403 403 422 403 422 403
    GET  /issues.csv                         302 200 200 200 200 200
    GET  /issues/new                         403 403 200 200 200 403
    POST /issues/new                         403 403 422 422 422 403
    GET  /mailbox                            302 200 200 200 200 200
    GET  /matrix                             302 200 200 200 200 200
    GET  /matrix/cell                        302 200 200 200 200 200
    POST /matrix/cell                        403 403 403 403 403 403
    GET  /meetings                           302 200 200 200 200 200
    GET  /meetings/<center>/<quarter>        404 404 200 404 200 404
    GET  /meetings/<center>/<quarter>/<name> 404 404 403 404 200 404
    POST /meetings/<center>/<quarter>/<name> 404 404 403 404 422 404
    GET  /meetings/<center>/<quarter>/lines/<item>/<name> 404 404 403 404 200 404
    POST /meetings/<center>/<quarter>/lines/<item>/<name> 404 404 403 404 422 404
    GET  /packets                            302 200 200 200 200 200
    GET  /packets/<center>/<quarter>/<edition> 404 404 404 200 200 200
    GET  /packets/<center>/<quarter>/<edition>/<step> 403 403 403 200 403 403
    POST /packets/<center>/<quarter>/<edition>/<step> 403 403 403 422 403 403
    GET  /packets/<center>/<quarter>/<edition>/files/<file> 404 404 404 404 404 404
    GET  /packets/<center>/<quarter>/<edition>/packet.<kind> 404 404 404 200 200 200
    GET  /password                           302 200 200 200 200 200
    POST /password                           302 422 422 422 422 422
    GET  /people/add                         403 403 403 403 200 200
    POST /people/add                         403 403 403 403 422 422
    GET  /people/begin                       403 403 403 403 200 200
    POST /people/begin                       403 403 403 403 422 422
    GET  /people/end                         403 403 403 403 403 200
    POST /people/end                         403 403 403 403 403 422
    GET  /people/leave                       403 403 403 403 200 200
    POST /people/leave                       403 403 403 403 422 422
    GET  /people/password                    403 403 403 403 403 200
    POST /people/password                    403 403 403 403 403 404
    GET  /public                             302 302 302 302 302 302
    GET  /public/graphql                     200 200 200 200 200 200
    POST /public/graphql                     200 200 200 200 200 200
    GET  /public/matrix                      200 200 200 200 200 200
    GET  /publications                       403 403 200 200 200 403
    GET  /publications/<key>                 404 404 200 200 200 200
    GET  /publications/<key>/edit            403 403 200 200 200 403
    POST /publications/<key>/edit            403 403 422 422 422 403
    GET  /publications/<key>/publish         403 403 403 200 200 403
    POST /publications/<key>/publish         403 403 403 409 409 403
    GET  /publications/<key>/withdraw        403 403 403 200 200 403
    POST /publications/<key>/withdraw        403 403 403 422 422 403
    GET  /published                          200 200 200 200 200 200
    GET  /published/<key>                    200 200 200 200 200 200
    GET  /ready                              200 200 200 200 200 200
    GET  /sign-in                            200 200 200 200 200 200
    POST /sign-in                            422 422 422 422 422 422
    POST /sign-out                           303 303 303 303 303 303
    GET  /tokens                             302 200 200 200 200 200
    POST /tokens                             403 422 422 422 422 422
    POST /tokens/revoke                      403 404 404 404 404 404
"""

QUESTION = {"query": "{ __typename }"}
CELL = {"area": "FDA/FOO", "column": "CEE002/aquaculture"}
SEAT = {"person": "liaison", "assignment": "liaison seat"}
# What is asked beside the rule; a post without a line here sends an empty form.
ASKED: dict[str, dict[str, str]] = {
    "GET /graphql": QUESTION,
    "POST /graphql": QUESTION,
    "GET /public/graphql": QUESTION,
    "POST /public/graphql": QUESTION,
    "GET /matrix/cell": CELL,
    "POST /matrix/cell": CELL,
    "GET /people/begin": SEAT,
    "POST /groups/<center>/charter": {"version": "0"},
    "POST /meetings/<center>/<quarter>/<name>": {"version": "1"},
    "POST /people/add": {"party": "CEE002"},
    "POST /people/begin": SEAT,
    "GET /people/end": SEAT,
    "POST /people/end": SEAT,
    "GET /people/leave": SEAT,
    "POST /people/leave": SEAT,
    "GET /people/password": SEAT,
    "POST /inputs/<key>/<name>": {"version": "1"},
    "POST /inputs/<key>/edit": {"version": "1"},
    "POST /inputs/<key>/save": {"version": "1"},
    "POST /packets/<center>/<quarter>/<edition>/<step>": {"version": "1"},
    "POST /publications/<key>/edit": {"version": "1"},
}
GROUP = {"<center>": "CEE002"}
MEETING = GROUP | {"<quarter>": "FY27-Q1"}
PACKET = GROUP | {"<quarter>": "FY27-Q2"}
# What fills a rule's gaps; a key of `Living.keys` where it names one.
FILLED: dict[str, dict[str, str]] = {
    "/assets/<path:filename>": {"<path:filename>": "hub.css"},
    "/directory/agencies/<key>": {"<key>": "FDA"},
    "/directory/areas/<path:key>": {"<path:key>": "FDA/FOO"},
    "/directory/centers/<key>": {"<key>": "CEE002"},
    "/directory/people/<key>": {"<key>": "liaison"},
    "/inputs/<key>": {"<key>": "input"},
    "/inputs/<key>/<name>": {"<key>": "input", "<name>": "sign"},
    "/inputs/<key>/edit": {"<key>": "input"},
    "/inputs/<key>/files": {"<key>": "input"},
    "/inputs/<key>/files/<file>": {"<key>": "input", "<file>": "none"},
    "/inputs/<key>/files/<file>/remove": {"<key>": "input", "<file>": "none"},
    "/inputs/<key>/receipt": {"<key>": "input"},
    "/inputs/<key>/save": {"<key>": "input"},
    "/groups/<center>": GROUP,
    "/groups/<center>/charter": GROUP,
    "/groups/<center>/plan": GROUP,
    "/issues/<key>": {"<key>": "issue"},
    "/issues/<key>/<name>": {"<key>": "issue", "<name>": "comment"},
    "/issues/<key>/place": {"<key>": "issue"},
    "/issues/<key>/publish": {"<key>": "issue"},
    "/meetings/<center>/<quarter>": MEETING,
    "/meetings/<center>/<quarter>/<name>": MEETING | {"<name>": "move"},
    "/meetings/<center>/<quarter>/lines/<item>/<name>": MEETING | {"<item>": "issue", "<name>": "remove"},
    "/packets/<center>/<quarter>/<edition>": PACKET | {"<edition>": "government"},
    "/packets/<center>/<quarter>/<edition>/<step>": PACKET | {"<edition>": "government", "<step>": "return"},
    "/packets/<center>/<quarter>/<edition>/files/<file>": PACKET
    | {"<edition>": "government", "<file>": "none"},
    "/packets/<center>/<quarter>/<edition>/packet.<kind>": PACKET | {"<edition>": "trade", "<kind>": "zip"},
    "/publications/<key>": {"<key>": "draft"},
    "/publications/<key>/edit": {"<key>": "draft"},
    "/publications/<key>/publish": {"<key>": "draft"},
    "/publications/<key>/withdraw": {"<key>": "draft"},
    "/published/<key>": {"<key>": "published"},
}


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one rule, what is asked there, and the code for each kind of actor."""

    method: str
    rule: str
    codes: dict[str, int]

    @property
    def name(self) -> str:
        return f"{self.method} {self.rule}"

    @property
    def asked(self) -> dict[str, str]:
        return ASKED.get(self.name, {})

    @property
    def is_api(self) -> bool:
        return self.rule.endswith("/graphql")

    def address(self, keys: dict[str, str]) -> str:
        address = self.rule
        for gap, value in FILLED.get(self.rule, {}).items():
            address = address.replace(gap, keys.get(value, value))
        return address


def read_table() -> dict[str, Route]:
    """The lines by "METHOD rule"."""
    lines = [line.split() for line in TABLE.strip().splitlines()]
    found = [Route(m, rule, dict(zip(ACTORS, map(int, codes), strict=True))) for m, rule, *codes in lines]
    return {route.name: route for route in found}


ROUTES = read_table()
