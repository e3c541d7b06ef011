"""Each verb on the command line, as each role, with the guards and the sentences of the desk."""

import inspect
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.test import override_settings
from django.utils import timezone

from events import models, publishing
from events.admin.publishing_deeds import DEEDS
from events.publishing import Role, Verb, share, shared
from events.publishing.roles import VERBS
from events.snapshot import loads
from tests import factories

HOUR = timedelta(hours=1)
AHEAD = "2031-05-15T09:00"
COMMANDS: dict[str, tuple[Verb, tuple[str, ...]]] = {
    "submit": (Verb.SUBMIT, ()),
    "approve": (Verb.REVIEW, ()),
    "send_back": (Verb.REVIEW, ("Say more.",)),
    "publish": (Verb.PUBLISH, ()),
    "withdraw": (Verb.WITHDRAW, ()),
    "roll_back": (Verb.ROLL_BACK, ("1",)),
    "move": (Verb.MOVE, ("/fr/forums/",)),
    "remove": (Verb.REMOVE, ()),
    "restore_release": (Verb.RESTORE, ("1",)),
    "unschedule": (Verb.SCHEDULE, ()),
    "correct": (Verb.PUBLISH, ("ada-example",)),
    "share": (Verb.SHARE, ()),
    "revoke": (Verb.SHARE, ("1",)),
}


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path, builds: Path) -> Iterator[None]:
    (tmp_path / "builds").symlink_to(builds)
    with override_settings(DATA_DIR=tmp_path):
        yield


@pytest.fixture(scope="module")
def changed_forum(kept_rows: None) -> models.Forum:
    """A forum that is live, and was changed since."""
    factories.SeriesFactory()
    row: models.Forum = factories.ForumFactory(slug="2001")
    factories.publish_now(row, timezone.now() - HOUR)
    row.refresh_from_db()
    row.city_en = "Elsewhere"
    row.save()
    return row


@pytest.fixture
def forum(changed_forum: models.Forum, db: None) -> models.Forum:
    """The same, as each test finds it."""
    return models.Forum.objects.get(pk=changed_forum.pk)


def run(name: str, *arguments: str) -> str:
    out = io.StringIO()
    call_command(name, "2001", *arguments, stdout=out)
    return out.getvalue()


def prepare(name: str) -> None:
    if name in ("approve", "send_back"):
        run("submit")
    if name == "revoke":
        act = factories.act_on(models.Forum.objects.get(), timezone.now())
        link, _token = share(models.Forum.objects.get(), act.actor, act.now, expires=act.now + HOUR)
        models.ShareLink.objects.filter(pk=link.pk).update(id=1)
    if name == "unschedule":
        run("publish", "--at", AHEAD)
    if name == "correct":
        speaker: Any = factories.SpeakerFactory(slug="ada-example", name_fr="Ada Exmple")
        factories.AppearanceFactory(forum=models.Forum.objects.get(), speaker=speaker)
        run("publish")
        speaker.name_fr = "Ada Exemple"
        speaker.save()


def rows() -> list[Any]:
    told = (models.Publication, models.Review, models.Release, models.Forum, models.ShareLink)
    return [sorted(model._default_manager.values_list(), key=str) for model in told]


def account(role: str) -> str:
    user = User.objects.create_user(role.lower())
    user.groups.set(Group.objects.filter(name=role))
    return role.lower()


def test_every_verb_has_a_command_but_those_that_the_desk_alone_has() -> None:
    assert {verb for verb, _given in COMMANDS.values()} == set(Verb) - {Verb.EDIT, Verb.ERASE, Verb.CONFIGURE}
    # The command “restore” restores a backup.
    assert {deed.name.replace("restore", "restore_release") for deed in DEEDS} <= COMMANDS.keys()


def test_every_command_that_acts_with_a_role_is_tested_with_each() -> None:
    ours = [name for name, app in get_commands().items() if app == "events"]
    parsers = {name: load_command_class("events", name).create_parser("manage.py", name) for name in ours}
    assert {name for name, parser in parsers.items() if "--as" in parser.format_usage()} == COMMANDS.keys()


def test_every_verb_of_the_room_has_a_command() -> None:
    offered = {name: getattr(publishing, name) for name in publishing.__all__}
    verbs = {
        name
        for name, verb in offered.items()
        if inspect.isfunction(verb) and {"act", "actor"} & inspect.signature(verb).parameters.keys()
    }
    assert {name.replace("restore", "restore_release") for name in verbs} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("role", [role.value for role in Role])
def test_a_command_as_someone_does_what_their_role_may(role: str, name: str, forum: models.Forum) -> None:
    prepare(name)
    before, (verb, arguments) = rows(), COMMANDS[name]
    given = [*arguments, "--as", account(role)]
    if verb in VERBS[Role(role)]:
        assert run(name, *given)
        assert rows() != before
    else:
        with pytest.raises(CommandError, match="Your role does not allow you to do this"):
            run(name, *given)
        assert rows() == before


@pytest.mark.parametrize("name", COMMANDS)
def test_an_operator_may_do_everything(name: str, forum: models.Forum) -> None:
    prepare(name)
    before = rows()
    assert run(name, *COMMANDS[name][1])
    assert rows() != before


@pytest.mark.parametrize("name", COMMANDS)
def test_a_disabled_account_may_do_nothing(name: str, forum: models.Forum) -> None:
    prepare(name)
    User.objects.create_superuser("root", is_active=False)
    before = rows()
    with pytest.raises(CommandError, match="Your role does not allow you to do this"):
        run(name, *COMMANDS[name][1], "--as", "root")
    assert rows() == before


def test_an_account_that_is_not_there_is_named(forum: models.Forum) -> None:
    with pytest.raises(CommandError, match="There is no account “nobody”"):
        run("publish", "--as", "nobody")


def test_what_someone_did_bears_their_name(forum: models.Forum) -> None:
    run("publish", "--as", account("Publisher"))
    assert forum.publications.latest("created").author == "publisher"


def test_a_publication_is_planned_in_the_sites_zone(forum: models.Forum, settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Paris"
    said = run("publish", "--at", AHEAD, "--until", "2031-05-16 09:00")
    assert said == "Forum de Nulle Part 2001, release 2 goes live in fr, en at 2031-05-15 09:00+02:00.\n"
    starts = [row.starts for row in forum.publications.due()]
    assert starts == [datetime(2031, 5, day, 7, 0, tzinfo=UTC) for day in (15, 16)]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2031-03-30T02:30", "2031-03-30 02:30 does not exist in Europe/Paris"),
        ("2031-10-26T02:30", "2031-10-26 02:30 comes twice in Europe/Paris"),
        ("tomorrow", "“tomorrow” is not a moment"),
    ],
)
@pytest.mark.parametrize("name", ["publish", "withdraw", "unschedule"])
def test_a_moment_that_no_clock_shows_once_is_refused_by_name(
    name: str, moment: str, words: str, forum: models.Forum, settings: Any
) -> None:
    settings.TIME_ZONE = "Europe/Paris"
    with pytest.raises(CommandError, match=words):
        run(name, "--at", moment)


def test_what_was_approved_is_published_by_its_number(forum: models.Forum) -> None:
    run("submit", "--note", "New city")
    assert run("approve", "--answer", "Fine") == "Forum de Nulle Part 2001, release 2 is approved.\n"
    models.Forum.objects.update(city_en="Not to be shown")
    run("publish", "--release", "2")
    live = models.Publication.objects.at().get()
    assert live.release.number == 2
    assert "Not to be shown" not in live.release.snapshot


def test_one_language_is_withdrawn_alone(forum: models.Forum) -> None:
    said = run("withdraw", "--languages", "fr")
    assert said == "Forum de Nulle Part 2001 stays live in en alone.\n"
    assert models.Publication.objects.at().get().languages == ["en"]


def test_a_withdrawal_is_planned(forum: models.Forum) -> None:
    assert " is withdrawn at 2031-05-15 09:00" in run("withdraw", "--at", AHEAD)
    assert models.Publication.objects.at().get().state == "live"


def test_only_what_is_due_then_is_cancelled(forum: models.Forum) -> None:
    run("publish", "--at", AHEAD)
    with pytest.raises(CommandError, match="Nothing is due then"):
        run("unschedule", "--at", "2031-05-15T09:01")
    run("unschedule", "--at", AHEAD)
    assert not forum.publications.due().exists()


@pytest.mark.parametrize("path", ["//evil.example/", "fr/forums/", "https://evil.example/", ""])
def test_a_move_leads_to_a_path_of_this_site_alone(path: str, forum: models.Forum) -> None:
    before = rows()
    with pytest.raises(CommandError):
        run("move", path)
    assert rows() == before


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("approve", (), "No submission is waiting"),
        ("send_back", ("No.",), "No submission is waiting"),
        ("restore_release", ("9",), "There is no such release"),
        ("publish", ("--release", "9"), "There is no such release"),
        ("unschedule", (), "Nothing is due then"),
    ],
)
def test_a_command_without_its_object_says_so(
    name: str, given: tuple[str, ...], words: str, forum: models.Forum
) -> None:
    with pytest.raises(CommandError, match=words):
        run(name, *given)


def test_sending_back_without_a_word_is_refused(forum: models.Forum) -> None:
    run("submit")
    with pytest.raises(CommandError, match="Say what is to be changed"):
        run("send_back", " ")


def test_what_is_corrected_is_named_and_visitors_are_told(forum: models.Forum) -> None:
    prepare("correct")
    told = ["--told", "fr=Le nom était mal écrit.", "--told", "en= "]
    said = run("correct", "ada-example", *told)
    assert said == "Corrected: Ada Exemple, in Forum de Nulle Part 2001.\n"
    (note,) = loads(models.Publication.objects.at().get().release.snapshot).forum.corrections
    assert dict(note.note.root) == {"fr": "Le nom était mal écrit."}
    with pytest.raises(CommandError, match="shows no old version of “ada-example”"):
        run("correct", "ada-example")


def test_a_note_in_a_language_that_the_site_does_not_have_is_refused(forum: models.Forum) -> None:
    prepare("correct")
    with pytest.raises(CommandError, match="The site has no language eo"):
        run("correct", "ada-example", "--told", "eo=Nenio")


def test_a_share_link_is_told_once_with_its_end(forum: models.Forum) -> None:
    said = run("share", "--release", "1", "--languages", "en", "--visits", "3", "--note", "For Bo")
    link = forum.share_links.get()
    assert (link.release, link.languages, link.most_uses, link.note) == (
        forum.releases.get(), ["en"], 3, "For Bo"
    )  # fmt: skip
    token = said.split("/")[-2]
    assert shared(token) == link
    assert "until " in said


@pytest.mark.parametrize(
    "given",
    [
        ("--days", "0"),
        ("--days", "91"),
        ("--days", "999999999999"),
        ("--days", "-999999999999"),
        ("--visits", "0"),
        ("--visits", "10001"),
        ("--visits", "9" * 30),
        ("--languages", "xx,fr"),
    ],
)
def test_a_share_link_that_makes_no_sense_is_refused(given: tuple[str, ...], forum: models.Forum) -> None:
    with pytest.raises(CommandError):
        run("share", *given)
    assert not forum.share_links.exists()


def test_a_link_is_closed_by_its_number_or_its_address(forum: models.Forum) -> None:
    for arguments in ("--note", "For Bo"), ():
        address = run("share", *arguments).split(" ")[0]
    first, second = models.ShareLink.objects.order_by("pk")
    assert f"Link {second.pk} of" in run("revoke", address)
    with pytest.raises(CommandError, match=rf"no such link. Those that are open: {first.pk} \(For Bo\)"):
        run("revoke", "0")
    run("revoke", str(first.pk))
    assert not models.ShareLink.objects.filter(revoked__isnull=True).exists()


def test_a_note_that_is_too_long_for_a_link_is_refused(forum: models.Forum) -> None:
    with pytest.raises(CommandError, match="200 characters at most"):
        run("share", "--note", "x" * 201)


def test_a_language_leaves_the_site_by_a_publication_only_when_this_is_said(forum: models.Forum) -> None:
    with pytest.raises(CommandError, match="live in English too"):
        run("publish", "--languages", "fr")
    assert "is live in fr." in run("publish", "--languages", "fr", "--alone")


def test_a_reason_is_told_when_the_forum_comes_down(forum: models.Forum) -> None:
    run("publish", "--until", AHEAD, "--reason", "The rights end.")
    assert models.Publication.objects.due().get().reason == "The rights end."
