"""nginx with one file, answered with the same bytes and headers as the site answers."""

import subprocess
import time
import urllib.request
from pathlib import Path

from bench.server import free_port

_CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr crit; {user}
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; open_file_cache max=10;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{
        listen 127.0.0.1:{port};
        location = /page {{
            alias {folder}/page; types {{ }} default_type "{media_type}"; etag off;
            {headers}
        }}
    }}
}}
"""
_OF_NGINX = ("content-type", "content-length", "server", "date", "connection", "last-modified")


class Nginx:
    """A context manager; ``offer`` starts it with another answer."""

    def __init__(self, program: Path, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Nginx":
        return self

    def __exit__(self, *_error: object) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)

    def offer(self, body: bytes, headers: dict[str, str]) -> str:
        """The address at which nginx answers ``body`` with ``headers``."""
        self.__exit__()
        self._folder.mkdir(exist_ok=True)
        (self._folder / "page").write_bytes(body)
        port = free_port()
        added = {name: value for name, value in headers.items() if name.lower() not in _OF_NGINX}
        lines = (
            "add_header {} '{}';".format(name, value.replace("'", "\\'")) for name, value in added.items()
        )
        configuration = _CONFIGURATION.format(
            folder=self._folder,
            port=port,
            media_type=headers["content-type"],
            headers="\n            ".join(lines),
            user="user root;" if self._folder.stat().st_uid == 0 else "",
        )
        (self._folder / "nginx.conf").write_text(configuration)
        command = [
            str(self._program),
            "-p",
            str(self._folder),
            "-c",
            str(self._folder / "nginx.conf"),
            "-e",
            "stderr",
        ]
        self._process = subprocess.Popen(command)
        address = f"http://127.0.0.1:{port}/page"
        self._wait(address, body)
        return address

    def _wait(self, address: str, body: bytes) -> None:
        for _ in range(500):
            try:
                with urllib.request.urlopen(address, timeout=10) as response:
                    assert response.read() == body, "nginx answers other bytes"
                    return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError("nginx did not start")
