"""Every route answers the right code for each kind of actor, and a forged post changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.builders import fingerprint
from tests.engines.pool import Engine
from tests.house.living import NOBODY, Living, begin_living
from tests.house.routes import ACTORS, ROUTES, Route

# Flask answers HEAD, by the function of GET, and OPTIONS.
OWN = {"HEAD", "OPTIONS"}


@pytest.fixture(scope="module")
def living(one_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Living:
    """The hub, which no test of this module changes."""
    return begin_living(one_engine.empty(), Path(tmp_path_factory.mktemp("hub")))


@pytest.fixture(scope="module")
def clients(living: Living) -> dict[str, FlaskClient]:
    """A browser of each kind of actor."""
    return {actor: living.client(actor) for actor in ACTORS}


@pytest.fixture
def forgery_refused(living: Living) -> Iterator[None]:
    """Forms need the token of their page, as outside of tests."""
    living.app.config["WTF_CSRF_ENABLED"] = True
    yield
    living.app.config["WTF_CSRF_ENABLED"] = False


def ask(client: FlaskClient, route: Route, keys: dict[str, str]) -> TestResponse:
    address = route.address(keys)
    if route.method == "GET":
        return client.get(address, query_string=route.asked)
    return client.post(address, json=route.asked) if route.is_api else client.post(address, data=route.asked)


def test_every_route_has_its_line_and_every_line_its_route(living: Living) -> None:
    served = {
        f"{method} {rule.rule}" for rule in living.app.url_map.iter_rules() for method in rule.methods or ()
    }
    others = {
        f"{method} {rule}"
        for method in ("PUT", "PATCH", "DELETE")
        for rule in ("/graphql", "/public/graphql")
    }
    known = {name for name in served if name.split()[0] not in OWN} - others
    assert (known - set(ROUTES), set(ROUTES) - known) == (set(), set())


@pytest.mark.parametrize("name", ROUTES)
def test_a_route_answers_the_right_code_for_each_kind_of_actor(
    living: Living, clients: dict[str, FlaskClient], name: str
) -> None:
    route, before = ROUTES[name], fingerprint(living.graph)
    # Signing out and acting for another party would change the browser that all share.
    own = name in ("POST /sign-out", "POST /act-for")
    found = {}
    for actor in ACTORS:
        with ask(living.client(actor) if own else clients[actor], route, living.keys) as answer:
            found[actor] = answer.status_code
            assert len(answer.get_data()) > 0
    assert found == route.codes
    assert fingerprint(living.graph) == before


@pytest.mark.parametrize(
    "name", [name for name, each in ROUTES.items() if each.method == "GET" and not each.is_api]
)
def test_asking_for_a_head_answers_as_asking_for_the_page_and_does_no_more(
    living: Living, clients: dict[str, FlaskClient], name: str
) -> None:
    route, before = ROUTES[name], fingerprint(living.graph)
    address = route.address(living.keys)
    for actor in ACTORS:
        with clients[actor].head(address, query_string=route.asked) as answer:
            assert (answer.status_code, answer.get_data()) == (route.codes[actor], b"")
    assert fingerprint(living.graph) == before


@pytest.mark.parametrize("actor", ["nobody", "reviewer", "administrator"])
@pytest.mark.parametrize(
    "name", [name for name, each in ROUTES.items() if each.method == "POST" and not each.is_api]
)
def test_a_post_without_the_token_of_its_page_is_refused(
    living: Living, clients: dict[str, FlaskClient], forgery_refused: None, name: str, actor: str
) -> None:
    before = fingerprint(living.graph)
    with ask(clients[actor], ROUTES[name], living.keys) as answer:
        assert answer.status_code == 400
        assert "Open it again, then send it once more." in answer.get_data(as_text=True)
    with clients[actor].get("/tokens") as still:
        assert still.status_code == (302 if actor == NOBODY else 200)
    assert fingerprint(living.graph) == before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_no_route_takes_another_method(living: Living, clients: dict[str, FlaskClient], method: str) -> None:
    before = fingerprint(living.graph)
    for address in {route.address(living.keys) for route in ROUTES.values()}:
        with clients["reviewer"].open(address, method=method) as answer:
            assert answer.status_code == 405, address
    assert fingerprint(living.graph) == before


def test_what_is_not_served_is_not_found_by_anyone(living: Living, clients: dict[str, FlaskClient]) -> None:
    for client in clients.values():
        for address in ("/nothing", "/issues/", "/static/hub.css", "/assets/../app.py", "/admin"):
            with client.get(address) as answer:
                assert answer.status_code == 404, address
