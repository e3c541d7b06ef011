"""Mails about reviews: who is written to, in which language, through a real mail server."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction

from events import models
from events.exchange.notices.occurrences import observe
from events.models import notice
from events.models.notice import Attempt, Notice
from events.publishing import Role, approve, approved_release, publish, send_back, submit
from tests.exchange.outbox import ORIGIN, change, make_forum, sender
from tests.exchange.post_office import PostOffice, post_office
from tests.factories import NOW, act_on

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def office(settings: Any) -> Iterator[PostOffice]:
    with post_office() as server:
        settings.MAILERS = server.mailers
        yield server


@pytest.fixture
def forum() -> models.Forum:
    return make_forum(slug="2031", name_fr="Forum de Nulle Part", name_en="Forum of Nowhere")


def person(name: str, role: Role = Role.EDITOR, language: str = "", **more: Any) -> User:
    """Someone at the desk, with an address."""
    user = User.objects.create_user(name, more.pop("email", f"{name}@desk.example"), is_staff=True, **more)
    user.groups.add(Group.objects.get(name=role.value))
    if language:
        models.Preference.objects.create(user=user, language=language)
    return user


def by(name: str, forum: models.Forum, later: timedelta = timedelta()) -> Any:
    return act_on(forum, NOW + later, name)


def text(mail: EmailMessage) -> str:
    return str(mail.get_content()).replace("\r\n", "\n")


def addressees(office: PostOffice) -> list[str]:
    return sorted(str(mail["To"]) for mail in office.mails)


def test_submission_is_told_to_those_who_may_review_it(office: PostOffice, forum: models.Forum) -> None:
    person("tina", Role.TRANSLATOR)
    person("ed")
    person("paul", Role.PUBLISHER)
    person("anna", Role.ADMINISTRATOR)
    User.objects.create_superuser("root", "root@desk.example")
    submit(forum, by("ed", forum))
    sender().turn(NOW)
    assert addressees(office) == ["anna@desk.example", "paul@desk.example", "root@desk.example"]


@pytest.mark.parametrize("more", [{"is_active": False}, {"email": ""}])
def test_closed_account_or_one_without_an_address_gets_nothing(
    office: PostOffice, forum: models.Forum, more: dict[str, Any]
) -> None:
    person("paul", Role.PUBLISHER, **more)
    submit(forum, by("ed", forum))
    assert sender().turn(NOW) == 0


def test_someone_with_two_roles_gets_one_mail(office: PostOffice, forum: models.Forum) -> None:
    person("paul", Role.PUBLISHER).groups.add(Group.objects.get(name=Role.ADMINISTRATOR.value))
    submit(forum, by("ed", forum))
    sender().turn(NOW)
    assert addressees(office) == ["paul@desk.example"]


def test_nobody_is_told_of_their_own_act(office: PostOffice, forum: models.Forum) -> None:
    person("paul", Role.PUBLISHER)
    review = submit(forum, by("paul", forum))
    sender().turn(NOW)
    approve(review, by("paul", forum, HOUR))
    sender().turn(NOW + HOUR)
    publish(forum, by("paul", forum, 2 * HOUR), release=approved_release(forum))
    sender().turn(NOW + 2 * HOUR)
    assert office.mails == []


def test_mail_says_who_what_and_where(office: PostOffice, forum: models.Forum) -> None:
    person("paul", Role.PUBLISHER, "en")
    submit(forum, by("ed", forum), note="The programme is new.\n.\nLook at it & at <that>.")
    sender().turn(NOW)
    (mail,) = office.mails
    assert mail["Subject"] == "Release 1 of “Forum of Nowhere” waits for your review"
    assert mail["From"] == "forum@forum.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    body = text(mail)
    assert body.startswith("ed submitted release 1 of “Forum of Nowhere” for review.")
    assert "The programme is new.\n.\nLook at it & at <that>." in body
    assert f"{ORIGIN}/admin/events/forum/{forum.pk}/review/?to=1\n" in body
    assert f"{ORIGIN}/admin/events/preference/\n" in body


def test_submission_without_a_note_has_no_empty_place_for_it(office: PostOffice, forum: models.Forum) -> None:
    person("paul", Role.PUBLISHER, "en")
    submit(forum, by("ed", forum))
    sender().turn(NOW)
    assert "What changed" not in text(office.mails[0])
    assert "\n\n\n" not in text(office.mails[0])


def test_each_reader_is_written_to_in_their_own_language(office: PostOffice, forum: models.Forum) -> None:
    person("paul", Role.PUBLISHER, "en")
    person("pia", Role.PUBLISHER, "fr")
    submit(forum, by("ed", forum))
    sender().turn(NOW)
    told = {str(mail["To"]): mail for mail in office.mails}
    english, french = told["paul@desk.example"], told["pia@desk.example"]
    assert (english["Content-Language"], french["Content-Language"]) == ("en", "fr")
    assert "Forum of Nowhere" in text(english)
    assert "Forum de Nulle Part" in text(french)


@pytest.mark.parametrize("chosen", ["", "de"])
def test_main_language_stands_in_for_one_that_was_not_chosen_or_is_gone(
    office: PostOffice, forum: models.Forum, chosen: str
) -> None:
    person("paul", Role.PUBLISHER, chosen)
    submit(forum, by("ed", forum))
    sender().turn(NOW)
    assert office.mails[0]["Content-Language"] == "fr"


def test_approval_is_told_to_the_author(office: PostOffice, forum: models.Forum) -> None:
    person("ed", language="en")
    approve(submit(forum, by("ed", forum)), by("paul", forum, HOUR), answer="Well done.")
    sender().turn(NOW + HOUR)
    (mail,) = office.mails
    assert mail["To"] == "ed@desk.example"
    assert mail["Subject"] == "Release 1 of “Forum of Nowhere” was approved"
    assert text(mail).startswith("paul approved your release 1 of “Forum of Nowhere”. It is not live yet.")
    assert "Well done." in text(mail)


def test_what_is_sent_back_comes_with_the_answer(office: PostOffice, forum: models.Forum) -> None:
    person("ed", language="en")
    send_back(submit(forum, by("ed", forum)), by("paul", forum, HOUR), answer="The date is wrong.")
    sender().turn(NOW + HOUR)
    (mail,) = office.mails
    assert mail["Subject"] == "Release 1 of “Forum of Nowhere” was sent back"
    assert "The date is wrong." in text(mail)


def test_submission_that_was_decided_at_once_is_not_told_to_reviewers(
    office: PostOffice, forum: models.Forum
) -> None:
    person("paul", Role.PUBLISHER)
    person("pia", Role.PUBLISHER)
    approve(submit(forum, by("ed", forum)), by("paul", forum, HOUR))
    assert sender().turn(NOW + HOUR) == 0


def test_publication_is_told_to_the_author_of_the_submission_when_it_starts(
    office: PostOffice, forum: models.Forum
) -> None:
    person("ed", language="en")
    approve(submit(forum, by("ed", forum)), by("paul", forum))
    sender().turn(NOW)
    publish(forum, by("paul", forum), release=approved_release(forum), at=NOW + 2 * HOUR)
    sender().turn(NOW + HOUR)
    assert len(office.mails) == 1
    sender().turn(NOW + 2 * HOUR)
    mail = office.mails[1]
    assert mail["Subject"] == "Release 1 of “Forum of Nowhere” is live"
    assert "in these languages: French, English." in text(mail)


def test_publication_of_a_release_that_was_live_before_is_not_told_again(
    office: PostOffice, forum: models.Forum
) -> None:
    person("ed")
    approve(submit(forum, by("ed", forum)), by("paul", forum))
    release = approved_release(forum)
    publish(forum, by("paul", forum, HOUR), release=release, languages=("fr",))
    publish(forum, by("paul", forum, 2 * HOUR), release=release)
    observe(NOW + 3 * HOUR)
    events = Notice.objects.values_list("occurrence__event", flat=True)
    assert sorted(events) == ["approved", "published"]


def test_publication_without_a_review_is_told_to_no_one(office: PostOffice, forum: models.Forum) -> None:
    person("ed")
    publish(forum, by("ed", forum))
    assert sender().turn(NOW) == 0


def test_mail_that_was_not_taken_is_sent_again_with_the_same_identity(
    office: PostOffice, forum: models.Forum
) -> None:
    person("paul", Role.PUBLISHER)
    submit(forum, by("ed", forum))
    office.refusals = ["451 come back later"]
    sender().turn(NOW)
    assert office.mails == []
    sender().turn(NOW + timedelta(seconds=10))
    attempts = Attempt.objects.values_list("outcome", flat=True)
    assert list(attempts) == [notice.ANSWERED, notice.DONE]
    assert office.mails[0]["Message-ID"] == f"<{Notice.objects.get().uid}@forum.example>"


def test_mail_server_that_is_down_is_tried_again(
    office: PostOffice, forum: models.Forum, settings: Any
) -> None:
    person("paul", Role.PUBLISHER)
    submit(forum, by("ed", forum))
    with post_office() as other:
        settings.MAILERS = other.mailers
    sender().turn(NOW)
    assert Attempt.objects.get().outcome == notice.UNREACHABLE
    settings.MAILERS = office.mailers
    sender().turn(NOW + timedelta(seconds=10))
    assert len(office.mails) == 1


def test_account_that_was_closed_since_gets_nothing(office: PostOffice, forum: models.Forum) -> None:
    person("paul", Role.PUBLISHER)
    submit(forum, by("ed", forum))
    observe(NOW)
    User.objects.update(is_active=False)
    sender().turn(NOW)
    assert office.mails == []
    assert Notice.objects.get().state == notice.GIVEN_UP


def test_submission_that_was_undone_is_told_to_no_one(office: PostOffice, forum: models.Forum) -> None:
    person("paul", Role.PUBLISHER)
    with transaction.atomic():
        submit(forum, by("ed", forum))
        transaction.set_rollback(True)
    assert sender().turn(NOW) == 0


def test_newer_submission_that_replaces_another_s_tells_its_author(
    office: PostOffice, forum: models.Forum
) -> None:
    person("ed", language="en")
    person("eve")
    submit(forum, by("ed", forum))
    change(forum, "Newer")
    submit(forum, by("eve", forum, HOUR))
    sender().turn(NOW + HOUR)
    assert addressees(office) == ["ed@desk.example"]
    assert "A newer submission took its place." in text(office.mails[0])


def test_name_with_a_line_break_breaks_no_header(office: PostOffice) -> None:
    forum = make_forum(name_fr="Un\rforum\r\nBcc: eve@desk.example", name_en="A forum")
    person("paul", Role.PUBLISHER, "fr")
    submit(forum, by("ed", forum))
    sender().turn(NOW)
    assert [mail["Bcc"] for mail in office.mails] == [None]
