"""The service as it is deployed: real processes, real databases."""

import os
import signal
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from data_api.platform_core.engines import make_engine
from data_api.platform_core.testing import PostgresCluster, postgres_cluster
from data_api.sample import AS_OF, fill
from data_api.store import Store
from data_api.testing import running_service
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

pytestmark = pytest.mark.server
USERS = "/v1/user-trade-amounts"


@pytest.fixture(scope="module")
def cluster() -> Iterator[PostgresCluster]:
    with postgres_cluster() as cluster:
        yield cluster


@pytest.fixture
def postgresql(cluster: PostgresCluster) -> Iterator[Engine]:
    """Its database has two days of 40 users and 5 symbols."""
    engine = make_engine(cluster.url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS user_trade_amounts, symbol_trade_amounts"))
    fill(engine, users=40, symbols=5)
    yield engine
    engine.dispose()


def get(url: str) -> httpx2.Response:
    return httpx2.get(url, timeout=60)


def counted(metrics: str, name: str) -> float:
    return sum(float(line.rpartition(" ")[2]) for line in metrics.splitlines() if line.startswith(name))


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"])
def test_both_databases_are_served_alike(
    backend: str, database: Path, postgresql: Engine, cluster: PostgresCluster
) -> None:
    with running_service(cluster.url if backend == "postgresql" else f"sqlite:///{database}") as service:
        assert get(f"{service.url}/ready").json() == {"status": "ok"}
        page = get(f"{service.url}{USERS}?country=CH&limit=5").json()
        user = get(f"{service.url}/v1/users/{page['items'][0]['user_id']}/trade-amounts").json()
        symbols = get(f"{service.url}/v1/symbol-trade-amounts").json()
    assert user == page["items"][0]
    assert (page["as_of"], user["country"], symbols["total"]) == (str(AS_OF), "CH", 5)
    assert [row["rank"] for row in page["items"]] == sorted(row["rank"] for row in page["items"])


def test_many_clients_while_days_are_replaced(database: Path) -> None:
    """No error, each page is of one state, and the processes' metrics add up."""
    writer, over = make_engine(f"sqlite:///{database}"), threading.Event()

    def replace_days() -> None:
        while not over.is_set():
            for count in (20, 40):
                with writer.begin() as connection:
                    connection.execute(text("DELETE FROM user_trade_amounts"))
                    connection.execute(text("DELETE FROM symbol_trade_amounts"))
                fill(writer, users=count, symbols=5)

    def ask(client: int) -> list[tuple[int, bool]]:
        with httpx2.Client(base_url=service.url, timeout=60) as session:
            answers = [session.get(USERS, params={"limit": 50 + client}) for _ in range(25)]
        return [(answer.status_code, whole(answer)) for answer in answers]

    def whole(answer: httpx2.Response) -> bool:
        page = answer.json()  # between the writer's two transactions the tables are empty
        return answer.status_code == 404 or (page["total"] in (20, 40) and page["total"] == len(page["items"]))

    with running_service(f"sqlite:///{database}", cache_seconds="0") as service:
        thread = threading.Thread(target=replace_days)
        thread.start()
        try:
            with ThreadPoolExecutor(16) as pool:
                answers = [answer for some in pool.map(ask, range(16)) for answer in some]
        finally:
            over.set()
            thread.join()
        metrics = get(f"{service.url}/metrics").text
    writer.dispose()
    assert {status for status, _ in answers} <= {200, 404}
    assert 200 in {status for status, _ in answers}
    assert all(right for _, right in answers)
    assert counted(metrics, 'http_request_seconds_count{method="GET",route="/v1/user-trade-amounts"') == 16 * 25
    assert counted(metrics, "data_api_cache_requests_total") == 16 * 25


def test_postgresql_is_only_read(cluster: PostgresCluster, postgresql: Engine) -> None:
    store = Store(cluster.url, query_seconds=5)
    with store._engine.connect() as connection, pytest.raises(DBAPIError, match="read-only transaction"):
        connection.execute(text("DELETE FROM user_trade_amounts"))
    store.close()


def test_missing_tables_of_postgresql_are_no_fault_of_the_service(cluster: PostgresCluster, postgresql: Engine) -> None:
    with postgresql.begin() as connection:
        connection.execute(text("DROP TABLE symbol_trade_amounts"))
    with running_service(cluster.url) as service:
        ready, symbols, users = (get(service.url + path) for path in ("/ready", "/v1/symbol-trade-amounts", USERS))
    assert [ready.status_code, symbols.status_code, users.status_code] == [503, 503, 200]
    assert 'relation "symbol_trade_amounts" does not exist' in ready.json()["detail"]


def test_a_query_that_takes_too_long_is_ended(cluster: PostgresCluster, postgresql: Engine) -> None:
    with running_service(cluster.url, query_seconds="1") as service, postgresql.connect() as connection:
        connection.execute(text("LOCK TABLE user_trade_amounts IN ACCESS EXCLUSIVE MODE"))
        assert get(service.url + USERS).status_code == 503
        connection.rollback()
        assert get(service.url + USERS).status_code == 200
        assert "statement timeout" in service.log.read_text()


def test_answers_under_way_are_given_before_it_stops(cluster: PostgresCluster, postgresql: Engine) -> None:
    asked = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with running_service(cluster.url, query_seconds="60") as service, ThreadPoolExecutor(1) as pool:
        assert get(f"{service.url}/ready").status_code == 200
        with postgresql.connect() as connection:
            connection.execute(text("LOCK TABLE user_trade_amounts IN ACCESS EXCLUSIVE MODE"))
            answer = pool.submit(get, service.url + USERS)
            while not connection.scalar(asked):
                pass
            service.process.send_signal(signal.SIGTERM)
            while is_accepting(service.url):
                pass
            connection.rollback()
        assert answer.result().json()["total"] == 40
        assert service.process.wait(60) == 0


def is_accepting(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5):  # noqa: S310 (of this machine)
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def test_a_database_server_that_ends(tmp_path: Path) -> None:
    with postgres_cluster() as cluster, running_service(cluster.url, cache_seconds="600") as service:
        engine = make_engine(cluster.url)
        fill(engine, users=3, symbols=1)
        engine.dispose()
        before = get(service.url + USERS)
        stop(cluster)
        ready, other = get(f"{service.url}/ready"), get(f"{service.url}/v1/users/1/trade-amounts")
        alive = get(f"{service.url}/health")
    assert [before.status_code, alive.status_code] == [200, 200]
    assert [ready.status_code, other.status_code] == [503, 503]
    assert "127.0.0.1" not in other.text


def stop(cluster: PostgresCluster) -> None:
    os.kill(cluster.pid, signal.SIGINT)
    while True:
        try:
            make_engine(cluster.url).connect().close()
        except DBAPIError:
            return


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            {"cache_seconds": "-1", "log_format": "xml"},
            ["DATA_API_CACHE_SECONDS: input should be greater", "DATA_API_LOG_FORMAT"],
        ),
        ({"serving_url": "redshift://warehouse"}, ["DATA_API_SERVING_URL", "Redshift"]),
        ({"serving_url": "postgresql://someone:secret@:port/x"}, ["DATA_API_SERVING_URL: this is no database URL"]),
    ],
)
def test_bad_settings_are_refused_at_once(settings: dict[str, str], said: list[str]) -> None:
    url = settings.pop("serving_url", "sqlite:///serving.db")
    with pytest.raises(RuntimeError, match="status 2") as refusal, running_service(url, workers=1, **settings):
        pass
    assert [part for part in said if part not in str(refusal.value)] == []
    assert "Traceback" not in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_a_day_of_before(database: Path) -> None:
    day = AS_OF - timedelta(days=1)
    with running_service(f"sqlite:///{database}", workers=1) as service:
        assert get(f"{service.url}{USERS}?as_of={day}").json()["as_of"] == str(day)
