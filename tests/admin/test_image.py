"""Pictures: a file is accepted or refused with a reason, and kept under the digest of its content."""

import io
import json
import re
from typing import Any

import PIL.Image
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from events import models
from events.admin.image_form import store
from events.admin.kept_upload import MOST
from events.images.sandbox.limits import MAX_BYTES
from events.images.upload import accept
from events.models.kept_upload import LIFE
from tests import factories
from tests.admin.preview_desk import member
from tests.serving.installation import free_port

ADD = "/admin/events/image/add/"
CHECK = "/admin/events/image/check/"
COLOURS = ("red", "green", "blue", "teal", "navy", "gold")


def rows(model: Any) -> Any:
    """The rows of a model, whose translated columns no type knows."""
    return model._default_manager


def picture(colour: str = "teal", form: str = "PNG", size: tuple[int, int] = (60, 40)) -> bytes:
    stream = io.BytesIO()
    PIL.Image.new("RGB", size, colour).save(stream, form)
    return stream.getvalue()


def upload(client: Client, content: bytes, name: str = "any name.png", **words: Any) -> Any:
    sent = {"file": SimpleUploadedFile(name, content), "focal_x": 50, "focal_y": 50, **words}
    return client.post(ADD, sent, follow=True)


def opened(client: Client, form: str) -> str:
    """What the form says of the version of the picture that it was opened with."""
    found = re.search(r'name="opened" value="([^"]*)"', client.get(form).text)
    assert found
    return found[1]


def test_a_picture_is_kept_under_its_digest_with_its_facts(desk: Client) -> None:
    upload(desk, picture(), alt_en="A teal field")
    image = rows(models.Image).get()
    assert image.file.name == f"images/{image.digest}.png"
    assert (image.width, image.height, image.media_type) == (60, 40, "image/png")
    with default_storage.open(image.file.name) as file:
        content = file.read()
    assert len(content) == image.size
    assert accept(picture()).digest == image.digest


def test_a_picture_that_is_there_already_leads_to_it(desk: Client) -> None:
    upload(desk, picture(), alt_en="A teal field", alt_fr="Un champ")
    page = upload(desk, picture(), name="the same.jpg", alt_en="Again")
    image = rows(models.Image).get()
    assert "This picture is already in the library:" in page.text
    assert f'<a href="/admin/events/image/{image.pk}/change/">Un champ</a>' in page.text
    assert "Again" in page.text


def test_the_words_of_a_twin_cannot_write_into_the_page(desk: Client) -> None:
    upload(desk, picture(), alt_fr="<script>")
    assert "&lt;script&gt;</a>" in upload(desk, picture()).text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"not a picture at all", "This file is not a picture."),
        (picture(form="GIF"), "This kind of picture cannot be used."),
        (picture()[:60], "file"),
    ],
)
def test_what_is_no_picture_is_refused_with_its_reason(content: bytes, reason: str, desk: Client) -> None:
    page = upload(desk, content)
    assert reason in page.text
    assert "errorlist" in page.text
    assert not models.Image.objects.exists()


def test_no_file_and_an_empty_file_are_errors_of_the_form(desk: Client) -> None:
    assert "This field is required." in desk.post(ADD, {"focal_x": 50, "focal_y": 50}).text
    assert "empty" in upload(desk, b"").text


def test_a_file_that_is_too_large_is_refused(desk: Client) -> None:
    assert "The limit is 25" in upload(desk, picture() + b"\0" * MAX_BYTES).text


def test_a_file_in_the_store_is_never_written_over(desk: Client) -> None:
    taken = accept(picture())
    store(taken)
    before = default_storage.get_modified_time(taken.name)
    upload(desk, picture())
    assert default_storage.get_modified_time(taken.name) == before
    originals = [name for name in default_storage.listdir("images")[1] if "-" not in name]
    assert originals == [f"{taken.digest}.png"]


def test_a_known_picture_keeps_its_file_while_its_words_change(desk: Client) -> None:
    upload(desk, picture(), alt_en="A field")
    image = rows(models.Image).get()
    form = reverse("admin:events_image_change", args=[image.pk])
    words = {"alt_en": "A teal field", "focal_x": 10, "focal_y": 90, "opened": opened(desk, form)}
    assert desk.post(form, words).status_code == 302
    changed = rows(models.Image).get()
    assert (changed.digest, changed.alt_en, changed.focal_x) == (image.digest, "A teal field", 10)
    assert changed.file.name == image.file.name


def test_another_file_in_place_of_a_picture_leaves_what_was_published_alone(
    desk: Client, full_forum: Any
) -> None:
    upload(desk, picture(), alt_fr="Un champ")
    former = rows(models.Image).get(alt_fr="Un champ")
    full_forum.hero_image = former
    full_forum.save()
    release = factories.publish_now(full_forum).release
    form = reverse("admin:events_image_change", args=[former.pk])
    other = SimpleUploadedFile("b.png", picture("red"))
    sent = {"focal_x": 50, "focal_y": 50, "opened": opened(desk, form), "file": other}
    assert desk.post(form, sent).status_code == 302
    image = rows(models.Image).get(pk=former.pk)
    assert image.digest != former.digest
    assert image.file.name == f"images/{image.digest}.png"
    assert default_storage.exists(former.file.name)
    release.refresh_from_db()
    assert former.digest in str(release.snapshot)


def test_a_file_is_looked_at_before_it_is_saved(desk: Client) -> None:
    def check(content: bytes) -> Any:
        return desk.post(CHECK, {"file": SimpleUploadedFile("a.png", content)}).json()

    assert check(picture()) == {}
    assert not models.Image.objects.exists()
    upload(desk, picture(), alt_en="A teal field")
    image = rows(models.Image).get()
    known = check(picture())["known"]
    assert (known["id"], known["text"]) == (str(image.pk), "A teal field")
    assert known["address"] == reverse("admin:events_image_change", args=[image.pk])
    assert check(b"not a picture")["error"].startswith("This file is not a picture.")
    assert desk.post(CHECK).json() == {"error": "No file came with it."}
    assert desk.get(CHECK).status_code == 405
    assert member().post(CHECK).status_code == 403


def test_a_list_shows_small_pictures_and_one_that_is_gone_stops_nothing(desk: Client) -> None:
    upload(desk, picture(size=(900, 600)))
    image = rows(models.Image).get()
    page = desk.get("/admin/events/image/")
    found = re.search(rf'src="{settings.MEDIA_URL}(images/{image.digest}-logo-[^"]+)"', page.text)
    assert found
    with default_storage.open(found[1]) as file, PIL.Image.open(file) as small:
        assert small.width <= 240
    factories.ImageFactory()
    assert desk.get("/admin/events/image/").status_code == 200


def test_the_form_tells_the_crops_of_the_site(desk: Client) -> None:
    told = json.loads(desk.get(ADD).context["crops"])
    ratios = {crop["kind"]: crop["ratio"] for crop in told}
    assert ratios == {"portrait": 1.0, "hero": 16 / 9, "logo": None}


def test_a_picture_tells_where_it_is_used(desk: Client) -> None:
    image = factories.ImageFactory()
    form = reverse("admin:events_image_change", args=[image.pk])
    assert "nothing yet" in desk.get(form).text
    speaker = factories.SpeakerFactory(portrait=image)
    assert reverse("admin:events_speaker_change", args=[speaker.pk]) in desk.get(form).text


def test_a_focal_point_outside_the_picture_is_refused(desk: Client) -> None:
    assert "less than or equal to 100" in upload(desk, picture(), focal_x=101).text


def refused(client: Client, **sent: Any) -> Any:
    """The page of a picture whose focal point is refused; its token."""
    page = client.post(ADD, {"focal_x": 101, "focal_y": 50, **sent})
    return page, page.context["adminform"].form["kept_upload"].value()


def test_the_picture_of_a_refused_form_is_kept_for_its_sender(desk: Client, editor: User) -> None:
    page, token = refused(desk, file=SimpleUploadedFile("field.png", picture()), alt_en="A field")
    assert "“field.png” (60 × 40) is kept." in page.text
    page, token = refused(desk, kept_upload=token, alt_en="A field")
    assert "“field.png” (60 × 40) is kept." in page.text
    other = Client()
    other.force_login(User.objects.create_superuser("grace"))
    assert "errorlist" in other.post(ADD, {"focal_x": 50, "focal_y": 50, "kept_upload": token}).text
    assert desk.post(ADD, {"focal_x": 50, "focal_y": 50, "kept_upload": token}).status_code == 302
    assert rows(models.Image).get().digest == accept(picture()).digest
    assert not models.KeptUpload.objects.exists()


def test_kept_pictures_are_few_and_end(desk: Client) -> None:
    tokens = [refused(desk, file=SimpleUploadedFile("a.png", picture(colour)))[1] for colour in COLOURS]
    assert models.KeptUpload.objects.count() == MOST
    for sent in (tokens[0], f"{tokens[-1]}x", ""):
        assert "This field is required." in refused(desk, kept_upload=sent)[0].text
    models.KeptUpload.objects.update(created=timezone.now() - LIFE)
    refused(desk, file=SimpleUploadedFile("a.png", picture("white")))
    assert models.KeptUpload.objects.count() == 1


def test_a_picture_that_cannot_be_stored_is_kept_and_said_so(desk: Client) -> None:
    shared = "events.serving.shared_media.SharedMedia"
    away = {"endpoint": f"http://127.0.0.1:{free_port()}", "bucket": "b", "key": "k", "secret": "s"}
    default = {"BACKEND": shared, "OPTIONS": {"store": away}}
    with override_settings(STORAGES={**settings.STORAGES, "default": default}):
        page = upload(desk, picture())
    assert "could not be stored" in page.text
    assert not models.Image.objects.exists()
    assert models.KeptUpload.objects.count() == 1


def test_pictures_to_choose_from_come_with_what_they_show(desk: Client, editor: User) -> None:
    upload(desk, picture(), alt_en="A teal field")
    asked = {"app_label": "events", "model_name": "forum", "field_name": "hero_image", "term": "teal"}
    (row,) = desk.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert row["text"] == "A teal field"
    assert default_storage.exists(row["thumbnail"].removeprefix(settings.MEDIA_URL))
