"""The production server with two processes tells once what is published."""

import json
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.exchange.receiver import Receiver, receiving
from tests.serving.installation import Installation

MAKE = (
    "from events.models import Webhook; Webhook.objects.create(name='Ada', address='{url}/hook');"
    "from events.models import Forum; Forum.objects.filter(slug='2021').update(summary_en='Corrected.')"
)

#: The moment is chosen when the command is up, however long that took.
PLAN = """
from datetime import timedelta
from django.utils import timezone
from events.models import Forum
from events.publishing import Act, operator, pointer, withdraw
forum, now = Forum.objects.get(slug="2021"), timezone.now()
due = now + timedelta(seconds=5)
withdraw(forum, Act(operator("ada"), now, pointer(forum).pk, lambda moment: None), at=due)
print(due.isoformat())
"""


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as server:
        yield server


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, receiver: Receiver) -> Iterator[Installation]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("WEBHOOK_ALLOWED_HOSTS", "127.0.0.1")
        environment.setenv("CDN_URL", f"varnish://127.0.0.1:{receiver.port}")
        installation = Installation(tmp_path_factory.mktemp("site"))
        installation.start("--workers", "2")
        yield installation
        installation.stop()


def wait_for(receiver: Receiver, method: str, path: str, seconds: float = 20) -> list[bytes]:
    """The bodies of such requests, as soon as there is one, and after another second and a half."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not [got for got in receiver.received if got.method == method]:
        time.sleep(0.05)
    time.sleep(1.5)
    return [got.body for got in receiver.received if (got.method, got.path) == (method, path)]


def test_publication_is_told_once_by_two_processes(site: Installation, receiver: Receiver) -> None:
    made = site.manage("shell", "-v0", "-c", MAKE.format(url=receiver.url))
    assert made.returncode == 0, made.stderr
    done = site.manage("publish", "2021")
    assert done.returncode == 0, done.stderr
    (told,) = wait_for(receiver, "POST", "/hook")
    assert json.loads(told)["data"]["forum"]["slug"] == "2021"


def test_network_is_told_of_what_changed(site: Installation, receiver: Receiver) -> None:
    wait_for(receiver, "BAN", "/")
    patterns = [got.headers["x-ban-keys"] for got in receiver.received if got.method == "BAN"]
    assert "forum-2021" in patterns[-1]


def test_answers_carry_their_keys(site: Installation) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{site.port}/en/forums/2021/") as answer:
        assert answer.headers["surrogate-key"] == "site forum-2021"


def test_what_is_set_for_a_moment_comes_then_on_both_processes_and_is_told_once(
    site: Installation, receiver: Receiver
) -> None:
    planned = site.manage("shell", "-v0", "-c", PLAN)
    assert planned.returncode == 0, planned.stderr
    due = datetime.fromisoformat(planned.stdout.strip())
    early = set()
    while datetime.now(UTC) < due:
        status = site.get("/en/forums/2021/")[0]  # each connection goes to either process
        if datetime.now(UTC) < due:
            early.add(status)
        time.sleep(0.02)
    assert early == {200}
    late: list[int] = []
    while late[-20:] != [410] * 20:
        assert datetime.now(UTC) < due + timedelta(seconds=20), late
        late.append(site.get("/en/forums/2021/")[0])
        time.sleep(0.02)
    wait_for(receiver, "POST", "/hook")
    told = [json.loads(got.body) for got in receiver.received if got.path == "/hook"]
    ends = [one["timestamp"] for one in told if one["type"] == "forum.withdrawn"]
    assert ends == [due.isoformat()]


def test_log_shows_no_trouble(site: Installation) -> None:
    assert "notices wait" not in Path(site.folder / "serve.log").read_text()
