"""What clients ask for: mostly for single users, of whom some are in more demand, as the first pages are."""

import os
import random

from locust import FastHttpUser, constant, task

USERS = int(os.environ["LOAD_USERS"])


class Client(FastHttpUser):
    wait_time = constant(0)

    def on_start(self) -> None:
        self.chance = random.Random()  # noqa: S311

    @task(16)
    def user(self) -> None:
        user = 1 + int(USERS * self.chance.random() ** 3)  # a fifth of the users is asked for in 58 of 100 requests
        self.client.get(f"/v1/users/{user}/trade-amounts", name="one user")

    @task(2)
    def page(self) -> None:
        offset = 100 * int(USERS // 100 * self.chance.random() ** 3)
        self.client.get(f"/v1/user-trade-amounts?limit=100&offset={offset}", name="100 users by rank")

    @task(1)
    def symbols(self) -> None:
        self.client.get("/v1/symbol-trade-amounts", name="50 symbols")

    @task(1)
    def revalidate(self) -> None:
        """A client that has the answer of before."""
        path, name = "/v1/user-trade-amounts?limit=10", "10 users, not modified"
        with self.client.get(path, name=name, headers={"If-None-Match": self.tag}, catch_response=True) as response:
            self.tag = response.headers["etag"]
            if response.status_code == 304:
                response.success()

    tag = ""
