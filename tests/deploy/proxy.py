"""nginx, as deploy/nginx.conf.template sets it up; only the environment is ours."""

import re
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPSConnection
from pathlib import Path

from tests.needs import find
from tests.serving.installation import ROOT, free_port

TEMPLATE = ROOT / "deploy" / "nginx.conf.template"
CERTIFICATE = ROOT / "tests" / "exchange" / "certificates" / "hooks.example.pem"
HOST = "hooks.example"  # the one that the certificate is for
#: What every nginx has in a file of its own, nginx.conf; here with folders that the tests may write.
AROUND = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/errors.log; worker_processes 1; {user}
worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2;
    fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    include {folder}/forum.conf;
}}
"""


def filled(template: str, environment: Mapping[str, str]) -> str:
    """As envsubst fills it: every ${NAME}, each of which the environment must have."""
    return re.sub(r"\$\{([A-Z_]+)\}", lambda name: environment[name[1]], template)


@contextmanager
def proxy(folder: Path, ports: list[int]) -> Iterator[int]:
    """The port on which nginx serves https, with the processes on ``ports`` behind it."""
    port = free_port()
    environment = {
        "NGINX_HTTP": f"127.0.0.1:{free_port()}",
        "NGINX_HTTPS": f"127.0.0.1:{port}",
        "NGINX_HOST": HOST,
        "NGINX_CERTIFICATE": str(CERTIFICATE),
        "NGINX_KEY": str(CERTIFICATE),
        "NGINX_AT_ONCE": "2000",  # every reader of the tests has the same address
        "NGINX_LOG": str(folder / "access.log"),
        "NGINX_SERVERS": " ".join(
            f"server 127.0.0.1:{one} {tried};"
            for tried in ("max_fails=1 fail_timeout=2s", "max_fails=0 backup")
            for one in ports
        ),
    }
    (folder / "forum.conf").write_text(filled(TEMPLATE.read_text(), environment))
    user = "user root;" if Path("/root").stat().st_uid == folder.stat().st_uid else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    words = ["-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    server = subprocess.Popen([str(find("nginx")), *words])
    try:
        for _ in range(500):
            try:
                with closing(connection(port)) as tried:
                    tried.connect()
            except OSError:
                time.sleep(0.02)
            else:
                break
        yield port
    finally:
        server.terminate()
        server.wait(10)


def trusting() -> ssl.SSLContext:
    """The certificate is for another address than 127.0.0.1."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def connection(port: int) -> HTTPSConnection:
    """A connection to it that is made at the first request."""
    return HTTPSConnection("127.0.0.1", port, timeout=20, context=trusting())
