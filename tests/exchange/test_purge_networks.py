"""Networks and search engines are told of changes: real servers stand for theirs."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from events.exchange.notices.cdn import Cloudflare, Fastly, Varnish, purger_of
from events.exchange.notices.indexnow import IndexNow
from events.exchange.notices.setup import sender_here
from events.models import notice
from events.models.notice import Notice
from tests.exchange.outbox import ORIGIN, make_forum, outcomes, publish_at, sender
from tests.exchange.receiver import Reaction, Receiver, receiving
from tests.factories import NOW

pytestmark = pytest.mark.django_db

SHOWN = NOW + timedelta(seconds=2)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as server:
        yield server


@pytest.fixture
def published() -> None:
    publish_at(make_forum(slug="2031"), NOW)


def pattern_of(receiver: Receiver) -> str:
    return receiver.received[0].headers["x-ban-keys"]


@pytest.mark.usefixtures("published")
def test_cloudflare_is_told_the_tags(receiver: Receiver) -> None:
    sender(purger=Cloudflare("secret", "zone1", receiver.url)).turn(SHOWN)
    (got,) = receiver.received
    assert (got.method, got.path) == ("POST", "/client/v4/zones/zone1/purge_cache")
    assert got.headers["authorization"] == "Bearer secret"
    tags = json.loads(got.body)["tags"]
    assert {"forum-2031", "home", "not-found"} <= set(tags)
    assert Notice.objects.get().state == notice.TOLD


@pytest.mark.usefixtures("published")
def test_fastly_is_told_the_keys(receiver: Receiver) -> None:
    sender(purger=Fastly("secret", "service1", receiver.url)).turn(SHOWN)
    (got,) = receiver.received
    assert (got.method, got.path, got.headers["fastly-key"]) == ("POST", "/service/service1/purge", "secret")
    assert {"forum-2031", "home"} <= set(got.headers["surrogate-key"].split())


@pytest.mark.usefixtures("published")
def test_varnish_is_told_a_pattern_of_the_keys(receiver: Receiver) -> None:
    sender(purger=Varnish(f"127.0.0.1:{receiver.port}")).turn(SHOWN)
    (got,) = receiver.received
    assert (got.method, got.path) == ("BAN", "/")
    assert re.search(pattern_of(receiver), "site forum-2031")
    assert not re.search(pattern_of(receiver), "site forum-2031-b")
    assert not re.search(pattern_of(receiver), "site a-forum-2031")
    assert not re.search(r"[\s\\]", pattern_of(receiver))


@pytest.mark.usefixtures("published")
def test_network_is_told_after_every_process_shows_the_publication(receiver: Receiver) -> None:
    purging = sender(purger=Varnish(f"127.0.0.1:{receiver.port}"))
    assert purging.turn(SHOWN - timedelta(milliseconds=1)) == 0
    assert purging.turn(SHOWN) == 1


@pytest.mark.usefixtures("published")
def test_no_program_is_told_before_this_process_shows_what_is_live(receiver: Receiver) -> None:
    showing = iter([False, True])
    purging = sender(purger=Varnish(f"127.0.0.1:{receiver.port}"), shows=lambda: next(showing))
    assert purging.turn(SHOWN) == 0
    assert purging.turn(SHOWN) == 1


@pytest.mark.usefixtures("published")
def test_purge_that_fails_is_tried_again(receiver: Receiver) -> None:
    receiver.reactions = [Reaction(429)]
    purging = sender(purger=Fastly("secret", "service1", receiver.url))
    purging.turn(SHOWN)
    purging.turn(SHOWN + timedelta(seconds=10))
    assert outcomes(Notice.objects.get()) == [notice.ANSWERED, notice.DONE]


@pytest.mark.usefixtures("published")
def test_token_stands_in_no_log(receiver: Receiver) -> None:
    receiver.usual = Reaction(403, body=b"no")
    purging = sender(purger=Cloudflare("secret-token", "zone1", receiver.url))
    purging.turn(SHOWN)
    row = Notice.objects.get()
    assert "secret-token" not in str([*row.attempts.values(), row])


@pytest.mark.usefixtures("published")
def test_channel_whose_setting_was_taken_away_is_given_up(receiver: Receiver) -> None:
    sender(purger=Fastly("secret", "service1", receiver.url)).turn(NOW)
    sender().turn(SHOWN)
    assert Notice.objects.get().state == notice.GIVEN_UP
    assert receiver.received == []


@pytest.mark.parametrize(
    ("cdn", "purger"),
    [
        ("", None),
        ("cloudflare://to-ken@zone1", Cloudflare("to-ken", "zone1")),
        ("fastly://to-ken@Service1", Fastly("to-ken", "Service1")),
        ("varnish://cache.example:6081", Varnish("cache.example:6081")),
    ],
)
def test_setting_names_the_network(cdn: str, purger: object) -> None:
    assert purger_of(cdn) == purger


def test_networks_are_reached_at_their_own_hosts() -> None:
    assert Cloudflare("t", "z").host == "api.cloudflare.com"
    assert Fastly("t", "s").host == "api.fastly.com"
    assert Varnish("cache.example:6081").host == "cache.example"
    assert IndexNow("k", ORIGIN).host == "api.indexnow.org"


@pytest.mark.usefixtures("published")
def test_search_engines_are_told_the_addresses_that_changed(receiver: Receiver) -> None:
    sender(index_now=IndexNow("0123-abcd", ORIGIN, f"{receiver.url}/indexnow")).turn(SHOWN)
    (got,) = receiver.received
    told = json.loads(got.body)
    assert (got.path, told["host"], told["key"]) == ("/indexnow", "forum.example", "0123-abcd")
    assert told["keyLocation"] == f"{ORIGIN}/0123-abcd.txt"
    assert {f"{ORIGIN}/fr/forums/2031/", f"{ORIGIN}/en/forums/2031/", f"{ORIGIN}/fr/"} <= set(told["urlList"])
    assert not [url for url in told["urlList"] if url.endswith((".html", ".xml", ".css"))]


def test_more_addresses_than_one_request_takes_are_told_in_several() -> None:
    requests = IndexNow("0123-abcd", ORIGIN).requests(f"/fr/forums/{number}/" for number in range(10_001))
    assert [len(json.loads(request.body)["urlList"]) for request in requests] == [10_000, 1]


def test_nothing_is_told_where_nothing_changed() -> None:
    assert IndexNow("0123-abcd", ORIGIN).requests(()) == ()


def test_search_engines_and_networks_are_not_told_unless_the_settings_say_so() -> None:
    publish_at(make_forum(), NOW)
    sender_here().turn(SHOWN)
    assert not Notice.objects.exists()


def test_sender_of_this_installation_tells_whom_its_settings_name(receiver: Receiver, settings: Any) -> None:
    settings.CDN_URL = f"varnish://127.0.0.1:{receiver.port}"
    settings.INDEXNOW_KEY = "0123-abcd"
    publish_at(make_forum(), NOW)
    sender_here().turn(NOW)
    assert set(Notice.objects.values_list("channel", flat=True)) == {notice.PURGE, notice.PING}
    Notice.objects.filter(channel=notice.PING).delete()
    sender_here().turn(SHOWN)
    assert [got.method for got in receiver.received] == ["BAN"]
