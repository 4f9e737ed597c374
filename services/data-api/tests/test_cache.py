import asyncio
import threading
from collections.abc import Iterator

import pytest
from data_api.cache import AnswerCache


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(clock: Clock) -> Iterator[AnswerCache]:
    cache = AnswerCache(seconds=30, megabytes=1, threads=4, clock=clock)
    yield cache
    cache.close()


class Query:
    """Answers with how often it was asked."""

    def __init__(self, size: int = 0) -> None:
        self.asked = 0
        self.size = size

    def __call__(self) -> bytes:
        self.asked += 1
        return str(self.asked).encode().ljust(self.size)


def get(cache: AnswerCache, key: str, query: Query) -> bytes:
    return asyncio.run(cache.get(key, query)).body


def test_an_answer_is_kept_until_its_time_is_over(cache: AnswerCache, clock: Clock) -> None:
    query = Query()
    assert get(cache, "a", query) == b"1"
    clock.now += 29.9
    assert get(cache, "a", query) == b"1"
    clock.now += 0.1
    assert get(cache, "a", query) == b"2"


def test_its_time_counts_from_before_the_query(cache: AnswerCache, clock: Clock) -> None:
    def slow() -> bytes:
        clock.now += 10
        return b"of ten seconds ago"

    assert asyncio.run(cache.get("a", slow)).expires == 130
    clock.now += 20
    assert get(cache, "a", Query()) == b"1"


def test_other_keys_are_other_answers(cache: AnswerCache) -> None:
    query = Query()
    assert [get(cache, key, query) for key in "abab"] == [b"1", b"2", b"1", b"2"]


def test_failures_are_not_kept(cache: AnswerCache) -> None:
    def failing() -> bytes:
        raise OSError("the database is gone")

    with pytest.raises(OSError, match="gone"):
        asyncio.run(cache.get("a", failing))
    assert get(cache, "a", Query()) == b"1"


def test_it_is_bounded_by_size(cache: AnswerCache) -> None:
    first, large, huge = Query(), Query(400_000), Query(2_000_000)
    get(cache, "first", first)
    for key in ("a", "b", "c"):
        get(cache, key, large)
    get(cache, "first", first)
    assert first.asked == 2, "the oldest went"
    for _ in range(2):
        get(cache, "huge", huge)
    assert huge.asked == 2


def test_without_seconds_nothing_is_kept(clock: Clock) -> None:
    cache, query = AnswerCache(seconds=0, megabytes=1, threads=1, clock=clock), Query()
    assert [get(cache, "a", query) for _ in range(3)] == [b"1", b"2", b"3"]
    cache.close()


def test_equal_requests_at_once_are_one_query(clock: Clock) -> None:
    """From several threads, each with an event loop; the only thread for queries is busy until all have asked."""
    cache = AnswerCache(seconds=30, megabytes=1, threads=1, clock=clock)
    query, everyone_asked, barrier = Query(), threading.Event(), threading.Barrier(4)

    def other() -> bytes:
        assert everyone_asked.wait(20)
        return b"other"

    async def many() -> set[bytes]:
        tasks = [asyncio.create_task(cache.get("other", other))]
        tasks += [asyncio.create_task(cache.get("a", query)) for _ in range(8)]
        await asyncio.sleep(0)
        tasks.pop().cancel()  # a client that leaves takes nothing from the others
        await asyncio.sleep(0)
        barrier.wait(20)
        everyone_asked.set()
        return {answer.body for answer in await asyncio.gather(*tasks)}

    answers: list[set[bytes]] = []
    threads = [threading.Thread(target=lambda: answers.append(asyncio.run(many()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cache.close()
    assert (query.asked, answers) == (1, [{b"1", b"other"}] * 4)
