"""The engines of a test run, as fixtures: real ones, started when first asked, and named at the end."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from graph.unit import Graph
from tests.engines.pool import NAMES, Engine, Pool, engine_of_this_run

POOL = pytest.StashKey[Pool]()
USED: Counter[str] = Counter()
VERSIONS: dict[str, str] = {}


@pytest.fixture(scope="session")
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    """The engines of this process; `pool.get("neo4j")` is one, with whatever is in it."""
    with ExitStack() as stack:
        request.config.stash[POOL] = Pool(stack)
        yield request.config.stash[POOL]


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest, pool: Pool) -> Engine:
    """Each engine of the run in turn, with whatever is in it."""
    return pool.get(request.param)


@pytest.fixture
def graph(engine: Engine) -> Graph:
    """An empty graph with the schema, for each test, on each engine in turn."""
    return engine.empty()


@pytest.fixture(scope="module")
def module_graph(engine: Engine) -> Graph:
    """The same for a whole module that fills it once and only reads. Don't ask for `graph` beside it."""
    return engine.empty()


@pytest.fixture(scope="session")
def one_engine(request: pytest.FixtureRequest, pool: Pool) -> Engine:
    """The one engine of this run for suites that need only one, with whatever is in it."""
    return pool.get(_one(request.config))


@pytest.fixture(scope="session")
def engine_of_the_day(request: pytest.FixtureRequest) -> str:
    """The name of that one engine, for what a test of both does on one of them only."""
    return _one(request.config)


@pytest.fixture
def any_engine(one_engine: Engine) -> Engine:
    """The one engine of this run, empty for each test."""
    one_engine.empty()
    return one_engine


@pytest.fixture(scope="session")
def redis_url(pool: Pool) -> str:
    """A real Valkey of this process's own; what a test left in it stays."""
    return pool.redis_url()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--engines=neo4j` runs on one of them."""
    parser.addoption("--engines", default=",".join(NAMES), help="on which engines: neo4j,arcadedb")


def pytest_report_header(config: pytest.Config) -> str:
    """Before the tests: on which engines they run."""
    asked = _asked(config)
    return f"engines: {', '.join(asked)}; suites that need only one take {_one(config)}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that asks for `engine`, or for what stands on it, runs on each engine of the run."""
    own = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "engine" in metafunc.fixturenames and "engine" not in own:
        metafunc.parametrize("engine", _asked(metafunc.config), indirect=True, scope="session")


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A report carries the name of the test's engine from a worker to whoever counts."""
    names = getattr(item, "fixturenames", ())
    if "one_engine" in names:
        item.user_properties.append(("engine", _one(item.config)))
    elif "engine" in names and hasattr(item, "callspec"):
        item.user_properties.append(("engine", item.callspec.params["engine"]))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count, in the process that shows the results, the tests that ran on each engine."""
    if report.when == "call":
        USED.update(str(value) for name, value in report.user_properties if name == "engine")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells the controller the versions of what it started."""
    pool = session.config.stash.get(POOL, None)
    if pool:
        VERSIONS.update(pool.versions())
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["engine_versions"] = dict(VERSIONS)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """The controller of a distributed run hears from each worker which versions it started."""
    VERSIONS.update(getattr(node, "workeroutput", {}).get("engine_versions", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """After the tests: which engines they ran on, so that nobody takes one for both."""
    words = [f"{name} {VERSIONS.get(name, '')}".strip() + f" ({USED[name]} tests)" for name in sorted(USED)]
    terminalreporter.write_line(f"engines used: {', '.join(words) or 'none'}")


def _one(config: pytest.Config) -> str:
    try:
        return engine_of_this_run(_asked(config))
    except ValueError as error:
        raise pytest.UsageError(str(error)) from error


def _asked(config: pytest.Config) -> list[str]:
    asked = [name.strip() for name in str(config.getoption("--engines")).split(",") if name.strip()]
    unknown = sorted(set(asked) - set(NAMES))
    if unknown or not asked:
        raise pytest.UsageError(f"--engines takes {' and '.join(NAMES)}, not {unknown or 'nothing'}.")
    return asked
