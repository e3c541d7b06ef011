"""The commands do what the admin does, with the same guards, in plain sentences."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.test import override_settings
from django.utils import translation

from events import models
from events.management.acts import prove
from events.management.english import EnglishCommand
from events.pages import engine
from events.publishing import freeze
from events.serving.delivery import shelf
from events.snapshot import dumps
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


def run(name: str, *arguments: str, **options: object) -> str:
    out = io.StringIO()
    call_command(name, *arguments, stdout=out, **options)
    return out.getvalue()


def a_forum(slug: str = "2001") -> models.Forum:
    factories.SeriesFactory()
    forum: models.Forum = factories.ForumFactory(slug=slug)
    return forum


def test_publish_makes_a_forum_live_and_says_so() -> None:
    forum = a_forum()
    assert run("publish", "2001") == "Forum de Nulle Part 2001, release 1 is live in fr, en.\n"
    assert forum in models.Forum.objects.live()


def test_publish_leaves_a_finished_build_behind() -> None:
    a_forum()
    run("publish", "2001")
    paths = {path for build in shelf().all() for path in build.manifest.entries}
    assert {"/fr/forums/2001/", "/en/forums/2001/"} <= paths


def test_publish_keeps_the_note_and_the_author() -> None:
    a_forum()
    run("publish", "2001", note="A better summary")
    release = models.Release.objects.get()
    assert release.note == "A better summary"
    assert release.author


def test_publish_in_one_language_leaves_the_other_out() -> None:
    a_forum()
    assert "is live in en." in run("publish", "2001", languages="en")


def test_publish_of_an_unknown_forum_names_those_that_there_are() -> None:
    a_forum()
    with pytest.raises(CommandError, match=r"no forum “1999”. Those that there are: 2001"):
        run("publish", "1999")


def test_publish_on_an_empty_site_says_that_there_is_none() -> None:
    with pytest.raises(CommandError, match="Those that there are: none"):
        run("publish", "1999")


def test_publish_in_an_unknown_language_is_refused() -> None:
    a_forum()
    with pytest.raises(CommandError, match="xx"):
        run("publish", "2001", languages="xx")


def test_publish_of_a_forum_with_errors_names_them_and_does_nothing() -> None:
    forum = a_forum()
    models.Forum.objects.filter(pk=forum.pk).update(name_en="")
    with pytest.raises(CommandError, match=r"forum 2001, name \(en\)"):
        run("publish", "2001")
    assert not models.Release.objects.exists()


def test_withdraw_takes_a_forum_off_the_site() -> None:
    forum = a_forum()
    run("publish", "2001")
    assert run("withdraw", "2001", reason="Wrong date") == "Forum de Nulle Part 2001 is withdrawn.\n"
    assert forum not in models.Forum.objects.live()
    assert models.Publication.objects.at().get().reason == "Wrong date"


def test_withdraw_of_a_forum_that_is_not_live_is_refused() -> None:
    a_forum()
    with pytest.raises(CommandError, match="not live"):
        run("withdraw", "2001")


def test_roll_back_makes_the_release_before_live_again() -> None:
    forum = a_forum()
    run("publish", "2001")
    forum.summary_en = "Three days on the void."
    forum.save()
    run("publish", "2001")
    assert "release 1 is live" in run("roll_back", "2001")
    assert models.Publication.objects.at().get().release.number == 1


def test_roll_back_to_a_release_that_is_not_there_is_refused() -> None:
    a_forum()
    run("publish", "2001")
    with pytest.raises(CommandError, match="no such earlier release"):
        run("roll_back", "2001", "9")


@pytest.fixture
def _templates_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The templates of the public pages cannot be read, as after a botched deployment."""
    monkeypatch.setattr(engine, "TEMPLATES", tmp_path)
    engine.engine.cache_clear()
    yield
    engine.engine.cache_clear()


@pytest.mark.usefixtures("_templates_lost")
def test_a_page_that_cannot_be_rendered_stops_the_publication() -> None:
    a_forum()
    with pytest.raises(CommandError, match="nothing was changed"):
        run("publish", "2001")
    assert not models.Publication.objects.exists()
    assert not models.Release.objects.exists()


def test_a_disk_that_cannot_be_written_stops_the_publication() -> None:
    a_forum()
    unwritable = override_settings(DATA_DIR=Path("/dev/null"))
    with unwritable, pytest.raises(CommandError, match="nothing was changed"):
        run("publish", "2001")
    assert not models.Publication.objects.exists()


def test_prove_renders_what_will_be_live(tmp_path: Path) -> None:
    factories.publish_now(a_forum())
    prove(factories.NOW)
    assert len(shelf().all()) == 1


def test_an_archive_goes_out_and_comes_back(tmp_path: Path) -> None:
    forum = a_forum()
    before = dumps(freeze(forum))
    assert "1 forums" in run("export_archive", str(tmp_path / "out.zip"), "2001")
    models.Forum.objects.update(summary_fr="Perdu")
    assert run("import_archive", str(tmp_path / "out.zip")) == "Forum de Nulle Part 2001 (2001)\n"
    assert dumps(freeze(forum)) == before


def test_export_without_names_takes_every_forum(tmp_path: Path) -> None:
    a_forum("2001")
    a_forum("2002")
    assert "2 forums" in run("export_archive", str(tmp_path / "out.zip"))


def test_export_over_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out.zip").touch()
    with pytest.raises(CommandError, match="could not be written"):
        run("export_archive", str(tmp_path / "out.zip"))


def test_import_of_nonsense_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "in.zip").write_text("nonsense")
    with pytest.raises(CommandError, match="Nothing was imported"):
        run("import_archive", str(tmp_path / "in.zip"))


def test_commands_speak_english_whatever_language_is_spoken_around_them() -> None:
    a_forum()
    with translation.override("fr"):
        with pytest.raises(CommandError, match=r"There is no such release\."):
            run("publish", "2001", release=9)
        with pytest.raises(CommandError, match=r"This forum is not live\."):
            run("withdraw", "2001")
        assert translation.get_language() == "fr"


def test_every_command_speaks_english_but_the_server_whose_answers_have_languages_of_their_own() -> None:
    ours = [name for name, app in get_commands().items() if app == "events"]
    others = [name for name in ours if not isinstance(load_command_class("events", name), EnglishCommand)]
    assert others == ["serve"]
