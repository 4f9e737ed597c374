"""Start data-api on a database and show what it answers: demo_api.py SERVING_URL."""

import json
import sys
from urllib.request import urlopen

from data_api.testing import running_service

QUESTIONS = (
    "/ready",
    "/v1/user-trade-amounts?limit=2",
    "/v1/users/1/trade-amounts",
    "/v1/symbol-trade-amounts?limit=1",
)

with running_service(sys.argv[1]) as service:
    for question in QUESTIONS:
        with urlopen(service.url + question, timeout=10) as answer:  # noqa: S310  # of our own server
            print(f"GET {question}\n{json.dumps(json.load(answer), indent=2)}\n")
