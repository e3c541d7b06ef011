"""What the page of an edition weighs when its people and institutes have pictures."""

import hashlib
from pathlib import Path
from uuid import uuid5

import pytest

import events
from events.pages.assets import stylesheet
from events.serving.compress import compressed
from events.snapshot import Localized, loads
from events.snapshot.schema import Image
from tests.pages.document import parse
from tests.pages.sample import NAMESPACE, changed, edition, pages, state, with_forum

REAL = Path(events.__file__).parent / "exchange" / "bundled" / "2021.json"
MOST_BYTES = 14 * 1024  # what a server may send before it waits for an answer (RFC 6928)
HTML = "text/html; charset=utf-8"


def picture(name: str) -> Image:
    """A large photograph; no two have anything in common that a compressor could use."""
    return Image(
        uid=uuid5(NAMESPACE, name),
        digest=hashlib.sha256(name.encode()).hexdigest(),
        media_type="image/jpeg",
        width=4000,
        height=3000,
        size=5_000_000,
        alt=Localized({"fr": f"Portrait de {name}", "en": f"Portrait of {name}"}),
        credit=Localized({}),
        focal_x=50,
        focal_y=50,
    )


@pytest.mark.parametrize("path", ["/fr/forums/2021/", "/en/forums/2021/"])
def test_forum_page_with_a_picture_of_everyone_and_its_style_fit_in_the_first_bytes(path: str) -> None:
    real = loads(REAL.read_text(encoding="utf-8"))
    shown = {each.slug: picture(each.slug) for each in (*real.speakers, *real.institutes)}
    illustrated = changed(
        with_forum(real, hero_image=picture("hero").uid),
        images=(*real.images, picture("hero"), *shown.values()),
        speakers=tuple(changed(one, portrait=shown[one.slug].uid) for one in real.speakers),
        institutes=tuple(changed(one, logo=shown[one.slug].uid) for one in real.institutes),
    )
    page = pages(state(edition(illustrated)))[path].render()
    assert len(parse(page).find_all("picture")) > len(real.speakers)
    sent = (compressed(page, HTML), compressed(stylesheet().content, stylesheet().media_type))
    assert sum(len(forms["br"]) for forms in sent) <= MOST_BYTES
