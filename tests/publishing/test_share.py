"""Share links: signed, expiring, revocable and counted."""

import hashlib
import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.signing import Signer
from django.db import IntegrityError, transaction

from events import models
from events.publishing import (
    LONGEST,
    Actor,
    PublicationError,
    Refusal,
    Role,
    Verb,
    count_visit,
    operator,
    refusal,
    revoke,
    share,
    shared,
)
from events.publishing.roles import VERBS
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db

ADA = operator("ada")
LATER = NOW + timedelta(days=7)
TICK = timedelta(microseconds=1)


@pytest.fixture
def forum() -> Any:
    factories.SeriesFactory()
    return factories.ForumFactory()


def make(forum: Any, **options: Any) -> tuple[models.ShareLink, str]:
    return share(forum, ADA, NOW, **{"expires": LATER, **options})


def test_a_link_is_found_by_its_token(forum: Any) -> None:
    link, token = make(forum, note="For Grace Example")
    assert shared(token) == link
    assert (link.release, link.languages, link.author) == (None, ["fr", "en"], "ada")


def test_the_database_holds_the_digest_of_the_secret_and_nothing_of_the_token(forum: Any) -> None:
    link, token = make(forum)
    secret, _dot, signature = token.rpartition(".")
    assert link.digest == hashlib.sha256(secret.encode()).hexdigest()
    row = repr(models.ShareLink.objects.filter(pk=link.pk).values().get())
    assert secret not in row
    assert signature not in row


def test_two_links_have_nothing_in_common(forum: Any) -> None:
    tokens = {make(forum)[1] for _number in range(20)}
    assert len({token[:8] for token in tokens}) == 20
    assert min(map(len, tokens)) > 80


def test_the_secret_has_256_bits(forum: Any) -> None:
    asked = []

    def chance(size: int) -> str:
        asked.append(size)
        return "chance"

    _link, token = share(forum, ADA, NOW, expires=LATER, random=chance)
    assert asked == [32]
    assert token.startswith("chance.")


def test_no_single_bit_of_a_token_may_differ(forum: Any) -> None:
    _link, token = make(forum)
    for place, letter in enumerate(token):
        for bit in range(7):
            forged = token[:place] + chr(ord(letter) ^ (1 << bit)) + token[place + 1 :]
            assert shared(forged) is None, (place, bit)


def test_no_part_of_a_token_opens_the_link(forum: Any) -> None:
    _link, token = make(forum)
    assert [shared(token[:length]) for length in range(len(token))] == [None] * len(token)
    assert shared(token + "a") is None
    assert shared("a" * 100_000) is None


def test_the_signature_of_another_link_does_not_help(forum: Any) -> None:
    (_one, first), (_other, second) = make(forum), make(forum)
    assert shared(first.rpartition(".")[0] + "." + second.rpartition(".")[2]) is None


def test_the_digest_in_the_database_opens_nothing(forum: Any) -> None:
    link, token = make(forum)
    assert shared(link.digest) is None
    assert shared(f"{link.digest}.{token.rpartition('.')[2]}") is None


def test_a_signature_made_for_something_else_is_refused(forum: Any) -> None:
    _link, token = make(forum)
    assert shared(Signer(sep=".", salt="another").sign(token.rpartition(".")[0])) is None


def test_a_forged_token_costs_no_query(forum: Any, django_assert_num_queries: Any) -> None:
    _link, token = make(forum)
    with django_assert_num_queries(0):
        assert shared(token[:-1] + ("A" if token[-1] != "A" else "B")) is None


def test_a_link_outlives_a_change_of_the_secret_key(forum: Any, settings: Any) -> None:
    link, token = make(forum)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "b" * 50, [settings.SECRET_KEY]
    assert shared(token) == link
    settings.SECRET_KEY_FALLBACKS = []
    assert shared(token) is None


@pytest.mark.parametrize(
    ("before", "expected"), [(TICK, None), (timedelta(0), Refusal.EXPIRED), (-TICK, Refusal.EXPIRED)]
)
def test_a_link_ends_at_the_very_moment(forum: Any, before: timedelta, expected: Refusal | None) -> None:
    link, _token = make(forum)
    assert refusal(link, LATER - before, counted=False) == expected
    assert count_visit(link, LATER - before) == expected


def test_a_revoked_link_is_closed_at_once_and_for_good(forum: Any) -> None:
    link, token = make(forum)
    revoke(link, operator("grace"), NOW)
    revoke(link, operator("later"), LATER)
    found = shared(token)
    assert found is not None
    assert (found.revoked, found.revoked_by) == (NOW, "grace")
    assert refusal(found, NOW, counted=True) is Refusal.REVOKED
    assert count_visit(found, NOW) is Refusal.REVOKED


def test_a_visit_too_many_is_refused_and_listed_in_the_log_without_the_token(
    forum: Any, caplog: pytest.LogCaptureFixture
) -> None:
    link, token = make(forum, most_uses=2)
    with caplog.at_level(logging.INFO):
        answers = [count_visit(link, NOW) for _number in range(4)]
    link.refresh_from_db()
    assert refusal(link, NOW, counted=False) is Refusal.USED_UP
    assert refusal(link, NOW, counted=True) is None
    assert answers == [None, None, Refusal.USED_UP, Refusal.USED_UP]
    assert (link.uses, link.refused) == (2, 2)
    said = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert said == [f"share link {link.pk} of forum {forum.slug} was opened once too many (2 allowed)"] * 2
    assert token not in caplog.text


def test_visits_without_a_limit_are_counted_too(forum: Any) -> None:
    link, _token = make(forum)
    assert [count_visit(link, NOW) for _number in range(5)] == [None] * 5
    link.refresh_from_db()
    assert link.uses == 5


def test_the_database_refuses_more_visits_than_are_allowed(forum: Any) -> None:
    link, _token = make(forum, most_uses=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        models.ShareLink.objects.filter(pk=link.pk).update(uses=2)


@pytest.mark.parametrize("role", Role)
def test_only_roles_with_the_verb_share_and_revoke(forum: Any, role: Role) -> None:
    actor = Actor("someone", VERBS[role])
    link, _token = make(forum)
    if Verb.SHARE in VERBS[role]:
        share(forum, actor, NOW, expires=LATER)
        revoke(link, actor, NOW)
        return
    with pytest.raises(PermissionDenied):
        share(forum, actor, NOW, expires=LATER)
    with pytest.raises(PermissionDenied):
        revoke(link, actor, NOW)
    link.refresh_from_db()
    assert link.revoked is None
    assert models.ShareLink.objects.count() == 1


@pytest.mark.parametrize(
    "options",
    [
        {"expires": NOW},
        {"expires": NOW - TICK},
        {"expires": NOW + LONGEST + TICK},
        {"languages": ("de",)},
        {"most_uses": 0},
    ],
    ids=["at once", "before now", "too late", "no language of the site", "no visit"],
)
def test_a_link_that_makes_no_sense_is_refused(forum: Any, options: dict[str, Any]) -> None:
    with pytest.raises(PublicationError):
        make(forum, **options)
    assert not models.ShareLink.objects.exists()


def test_a_release_of_another_forum_is_not_shared(forum: Any) -> None:
    other: Any = factories.ForumFactory()
    release = factories.publish_now(other).release
    with pytest.raises(PublicationError):
        make(forum, release=release)


def test_one_language_may_be_shared_alone(forum: Any) -> None:
    link, _token = make(forum, languages=("en",))
    assert link.languages == ["en"]


def test_a_share_link_says_nothing_of_its_secret_in_words(forum: Any) -> None:
    link, token = make(forum)
    assert token[:8] not in f"{link} {link!r}"
    assert link.digest not in f"{link} {link!r}"
