"""Crops, names and the description of a picture: laws over all sizes, without a file."""

import re
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.snapshot import Localized
from events.snapshot.crop import crop_box, fit_size
from events.snapshot.pictures import RECIPES, Kind, fallback, original_name, renditions, sources
from events.snapshot.schema import Image

NAME = re.compile(r"^images/[0-9a-f]{64}(-[0-9a-z]+)*\.(avif|webp|jpg|png)$")
edges = st.integers(1, 3000)
percents = st.integers(0, 100)
ratios = st.sampled_from([Fraction(1), Fraction(16, 9), Fraction(4, 5), Fraction(3), Fraction(1, 4)])


def image(
    width: int = 2400, height: int = 1600, media_type: str = "image/jpeg", focal: tuple[int, int] = (50, 50)
) -> Image:
    return Image(
        uid=UUID(int=1),
        digest="ab" * 32,
        media_type=media_type,
        width=width,
        height=height,
        size=1,
        alt=Localized({}),
        credit=Localized({}),
        focal_x=focal[0],
        focal_y=focal[1],
    )


images = st.builds(
    image,
    width=edges,
    height=edges,
    media_type=st.sampled_from(["image/jpeg", "image/png", "image/webp"]),
    focal=st.tuples(percents, percents),
)
kinds = st.sampled_from(Kind)


@given(edges, edges, ratios, percents, percents)
def test_crop_is_inside_and_as_large_as_its_ratio_allows(
    width: int, height: int, ratio: Fraction, x: int, y: int
) -> None:
    left, top, right, bottom = crop_box(width, height, ratio, x, y)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert right - left == width or bottom - top == height
    across, down = right - left, bottom - top
    assert abs(across - down * ratio) <= max(Fraction(1), ratio) or abs(down - across / ratio) <= 1


@given(edges, edges, ratios, percents, percents)
def test_crop_holds_the_focal_point_and_is_centred_on_it_unless_an_edge_is_in_the_way(
    width: int, height: int, ratio: Fraction, x: int, y: int
) -> None:
    left, top, right, bottom = crop_box(width, height, ratio, x, y)
    for start, end, whole, percent in ((left, right, width, x), (top, bottom, height, y)):
        point = Fraction(whole * percent, 100)
        assert start <= point <= end
        centre = Fraction(start + end, 2)
        assert abs(centre - point) <= Fraction(1, 2) or (centre > point and start == 0) or end == whole


@given(edges, edges, st.integers(1, 500), st.integers(1, 500))
def test_fitted_picture_keeps_its_ratio_within_the_bounds(
    width: int, height: int, across: int, down: int
) -> None:
    fitted = fit_size(width, height, across, down)
    assert fitted[0] <= min(width, across)
    assert fitted[1] <= min(height, down)
    assert fitted[0] == 1 or abs(fitted[1] - fitted[0] * height / width) <= max(1, height / width)


@given(images, kinds)
def test_renditions_are_never_larger_than_the_picture_and_named_apart(picture: Image, kind: Kind) -> None:
    made = renditions(picture, kind)
    assert all(NAME.match(one.name) for one in made)
    assert len({one.name for one in made}) == len(made)
    for one in made:
        assert 1 <= one.width <= one.box[2] - one.box[0] <= picture.width
        assert 1 <= one.height <= max(1, one.box[3] - one.box[1]) + 1
        assert one.width <= max(RECIPES[kind].widths)


@given(images, kinds)
def test_page_names_only_files_that_are_made(picture: Image, kind: Kind) -> None:
    shown = sources(picture, kind, base="/m/")
    lists = [*(source.srcset for source in shown.sources), shown.srcset]
    named = {entry.split()[0] for told in lists for entry in told.split(", ") if entry} | {shown.src}
    assert named == {f"/m/{one.name}" for one in renditions(picture, kind)}


def test_hero_has_each_width_in_avif_webp_and_jpeg() -> None:
    found = [(one.extension, one.width, one.height) for one in renditions(image(), Kind.HERO)]
    sizes = [(480, 270), (960, 540), (1440, 810), (1920, 1080)]
    assert found == [(extension, *size) for extension in ("avif", "webp", "jpg") for size in sizes]


def test_small_portrait_ends_with_its_own_size() -> None:
    assert [one.width for one in renditions(image(300, 400), Kind.PORTRAIT)] == [96, 192, 300] * 3
    assert [one.width for one in renditions(image(60, 80), Kind.PORTRAIT)] == [60, 60, 60]


@pytest.mark.parametrize("media_type", ["image/png", "image/webp"])
def test_picture_that_may_be_transparent_falls_back_to_png_in_small_sizes(media_type: str) -> None:
    found = renditions(image(media_type=media_type), Kind.HERO)
    assert [one.width for one in found if one.media_type == "image/png"] == [480, 960]
    assert "image/jpeg" not in {one.media_type for one in found}


@given(images, kinds)
def test_browser_that_cannot_choose_gets_a_middling_file_that_it_can_show(picture: Image, kind: Kind) -> None:
    shown, most = fallback(picture, kind), RECIPES[kind].fallback
    assert shown.media_type == ("image/jpeg" if picture.media_type == "image/jpeg" else "image/png")
    assert shown.width <= most or shown.width == min(one.width for one in renditions(picture, kind))
    assert sources(picture, kind, base="/m/").src == f"/m/{shown.name}"


def test_addresses_that_pages_gave_before_jpegs_had_each_width_still_name_files() -> None:
    """Builds, feeds and other sites name the one JPEG that there was."""
    names = {one.name for one in renditions(image(), Kind.HERO)}
    assert f"images/{'ab' * 32}-hero-960-v1-x50y50.jpg" in names
    assert fallback(image(), Kind.LOGO).name == f"images/{'ab' * 32}-logo-180-v1.jpg"


def test_logo_is_kept_whole_within_its_bounds() -> None:
    assert [(one.width, one.height) for one in renditions(image(1000, 1000), Kind.LOGO)][:2] == [
        (120, 120),
        (240, 240),
    ]
    assert renditions(image(1000, 200), Kind.LOGO)[1].box == (0, 0, 1000, 200)


def test_focal_point_changes_the_name_of_a_crop_but_not_of_a_logo() -> None:
    names = [
        {one.name for one in renditions(image(focal=focal), kind)}
        for kind in Kind
        for focal in ((0, 0), (9, 1))
    ]
    portrait, other_portrait, hero, other_hero, logo, other_logo = names
    assert not portrait & other_portrait
    assert not hero & other_hero
    assert logo == other_logo


def test_picture_tells_its_size_and_the_sizes_of_its_place() -> None:
    shown = sources(image(), Kind.HERO)
    assert (shown.width, shown.height) == (1920, 1080)
    assert [source.media_type for source in shown.sources] == ["image/avif", "image/webp"]
    assert {source.sizes for source in shown.sources} == {"100vw"}
    assert shown.src.startswith("/media/images/abab")
    assert sources(image(), Kind.HERO, sizes="50vw").sources[0].sizes == "50vw"
    assert "480w, " in shown.sources[0].srcset
    assert (shown.srcset.count("w, "), shown.sizes) == (3, "100vw")


def test_picture_of_one_size_leaves_nothing_to_choose() -> None:
    shown = sources(image(60, 80), Kind.PORTRAIT)
    assert (shown.srcset, shown.sizes) == ("", "")


def test_original_is_named_by_its_digest() -> None:
    assert original_name(image()) == f"images/{'ab' * 32}.jpg"
    assert original_name(image(media_type="image/webp")) == f"images/{'ab' * 32}.webp"
