"""Answers kept for a while, in this process."""

import asyncio
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from time import monotonic

from cachetools import TLRUCache

from .metrics import CACHE


@dataclass(frozen=True)
class Answer:
    body: bytes
    etag: str
    expires: float  # of the clock of the cache


class AnswerCache:
    """No answer is older than `seconds`, counted from before its query. Failures are not kept.

    Of equal requests at the same time one asks the database, and all get its answer.
    """

    def __init__(self, *, seconds: float, megabytes: int, threads: int, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self._seconds = seconds
        self._lock = threading.Lock()
        self._running: dict[Hashable, Future[Answer]] = {}
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="query")
        self._answers: TLRUCache[Hashable, Answer] = TLRUCache(
            megabytes * 1024 * 1024,
            ttu=lambda _key, answer, _now: answer.expires,
            timer=clock,
            getsizeof=lambda answer: len(answer.body) + 500,  # the answer's own objects
        )

    async def get(self, key: Hashable, make: Callable[[], bytes]) -> Answer:
        with self._lock:
            answer = self._answers.get(key)
            running = self._running.get(key)
            if answer is None and running is None:
                running = self._running[key] = self._threads.submit(self._make, key, make)
        CACHE.labels("hit" if answer else "miss").inc()
        if answer is not None:
            return answer
        assert running is not None  # noqa: S101 (for the type checker)
        return await asyncio.shield(asyncio.wrap_future(running))  # a client that leaves does not stop it for others

    def close(self) -> None:
        self._threads.shutdown()

    def _make(self, key: Hashable, make: Callable[[], bytes]) -> Answer:
        try:
            expires = self.clock() + self._seconds
            body = make()
            answer = Answer(body, f'"{blake2b(body, digest_size=12).hexdigest()}"', expires)
        except BaseException:
            with self._lock:
                del self._running[key]
            raise
        with self._lock:
            del self._running[key]
            if len(body) + 500 <= self._answers.maxsize:
                self._answers[key] = answer
        return answer
