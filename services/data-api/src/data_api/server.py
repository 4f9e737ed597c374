"""The HTTP server around the API."""

import argparse
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from data_api.api import Api


def make_server(api: Api, host: str, port: int) -> ThreadingHTTPServer:
    """Port 0 takes a free one; the server's address then says which."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, document = api.respond(self.path)
            body = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return ThreadingHTTPServer((host, port), Handler)


def main() -> None:
    parser = argparse.ArgumentParser(prog="data-api", description="Serve the platform's datasets over HTTP.")
    parser.add_argument("--database", type=Path, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    arguments = parser.parse_args()
    with make_server(Api(arguments.database), arguments.host, arguments.port) as server:
        print(f"data-api: http://{arguments.host}:{server.server_port}", flush=True)
        server.serve_forever()
