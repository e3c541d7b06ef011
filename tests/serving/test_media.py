"""Images from the media folder."""

from pathlib import Path

import pytest

from events.serving import Front
from tests.serving.sample import ask, front

DIGEST = "0123456789abcdef" * 4


@pytest.fixture
def site(tmp_path: Path) -> Front:
    images = tmp_path / "media" / "images"
    images.mkdir(parents=True)
    for name in (
        f"{DIGEST}.jpg",
        f"{DIGEST}-portrait-192-v1-x50y30.avif",
        f"{DIGEST}-card.webp",
        f"{DIGEST}.png",
    ):
        (images / name).write_bytes(name.encode())
    return front(tmp_path)


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        (f"{DIGEST}.jpg", "image/jpeg"),
        (f"{DIGEST}.png", "image/png"),
        (f"{DIGEST}-card.webp", "image/webp"),
        (f"{DIGEST}-portrait-192-v1-x50y30.avif", "image/avif"),
    ],
)
def test_image_is_served_with_its_type_for_ever(site: Front, name: str, media_type: str) -> None:
    response = ask(site, f"/media/images/{name}")
    assert (response.status, response.body) == (200, name.encode())
    assert response.headers["content-type"] == media_type
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert response.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_image_that_the_reader_has_is_not_sent_again(site: Front) -> None:
    path = f"/media/images/{DIGEST}.jpg"
    tag = ask(site, path).headers["etag"]
    assert ask(site, path, if_none_match=tag).status == 304
    assert ask(site, f"/media/images/{DIGEST}.png", if_none_match=tag).status == 200


def test_image_takes_get_and_head_alone(site: Front) -> None:
    assert ask(site, f"/media/images/{DIGEST}.jpg", "HEAD").headers["content-length"] == str(len(DIGEST) + 4)
    assert ask(site, f"/media/images/{DIGEST}.jpg", "POST").status == 405


def test_image_that_is_not_there_is_not_found(site: Front) -> None:
    assert ask(site, f"/media/images/{'f' * 64}.jpg").status == 404
