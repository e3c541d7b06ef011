"""Archives of editions at the two ends of what editors may write; all of it plainly fictional."""

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from PIL import Image, ImageDraw

type Data = dict[str, Any]

LONG = "Maximiliana-Konstantina Exemplarius-Musterfrau von und zu Nulle-Part-sur-Néant"
UNBROKEN = "Gesellschaftsbeispielsammlungsverwaltungsratsvorsitzendenstellvertreterin" + "institut"
SENTENCE = "Nowhere shows its examples to whoever wants to see them, and asks for nothing in return. "
PHRASE = "Nulle-Part montre ses exemples à qui veut les voir, et ne demande rien en échange. "
MINIMAL = Path(__file__).parents[1] / "pages" / "fixtures" / "minimal.json"
EMPTY_SLUG, FULL_SLUG, EARLIER_SLUG, WITHDRAWN_SLUG, GONE_SLUG = "2030", "2040", "2039", "2038", "2037"
SPEAKERS, STATISTICS, QUOTES, SESSIONS, WORDS = 200, 60, 100, 36, 3000


def uid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"https://forum.example/{name}"))


def both(text: str) -> Data:
    """The text in both languages: its sentences in each, its names as they are."""
    return {"en": text, "fr": text.replace(SENTENCE, PHRASE)}


def year(number: int) -> Data:
    return {"date": f"{number}-01-01", "precision": "year"}


def write_empty(folder: Path) -> None:
    """One of each part, with only what nobody may leave out."""
    data = json.loads(MINIMAL.read_text(encoding="utf-8"))
    forum: Data = data["forum"]
    data["series"]["name"] = both("Forum of Nowhere")
    forum["name"] = both("Nowhere 2030")
    data["speakers"] = [_speaker("nobody")]
    data["institutes"] = [_institute("nothing")]
    forum["sections"] = [_section("void")]
    forum["involvements"] = [{"uid": uid("part"), "institute": uid("nothing"), "part": "organiser"}]
    forum["appearances"] = [_appearance("nobody")]
    forum["quotes"] = [
        _quote("said", "nobody") | {"text": both("Nothing."), "rendering": both("verbatim")},
        _quote("unsaid", "nobody"),
    ]
    forum["statistics"] = [_statistic("nil", 0)]
    forum["sessions"] = [_session("silence", 1, 0)]
    _write(folder, data)


def write_stretched(folder: Path) -> None:
    """Far more of everything than usual, after an earlier edition, one to withdraw and one to remove."""
    pictures = {name: _picture(name, size) for name, size in PICTURES.items()}
    for content in pictures.values():
        target = folder / "images" / f"{hashlib.sha256(content).hexdigest()}.jpg"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
    _write(folder, _stretched(pictures))
    for ordinal, slug in enumerate((GONE_SLUG, WITHDRAWN_SLUG, EARLIER_SLUG), 37):
        earlier = json.loads(MINIMAL.read_text(encoding="utf-8"))
        figure = _statistic("figure-0", ordinal) | _told_figure(0, 2000 + ordinal)
        earlier["series"] = _series(None)
        earlier["forum"] |= {
            "uid": uid(slug),
            "slug": slug,
            "ordinal": ordinal,
            "name": both(f"Forum de Nulle-Part {slug}"),
            "theme": {"en": "Examples, then and now"},
            "start": year(int(slug)),
            "statistics": [figure | {"uid": uid(f"figure {slug}")}],
        }
        _write(folder, earlier)


PICTURES: Mapping[str, tuple[int, int]] = {"hero": (1280, 720), "portrait": (480, 640), "logo": (640, 320)}


def _stretched(pictures: Mapping[str, bytes]) -> Data:
    people = [f"person-{n}" for n in range(SPEAKERS)]
    sections = [f"part-{n}" for n in range(2)]
    figures = [_statistic(f"figure-{n % 20}", n) | _told_figure(n, 2036 + n // 20) for n in range(STATISTICS)]
    paragraphs = f"<h3>{SENTENCE}</h3><p>{SENTENCE * 8}</p><ul><li>{SENTENCE}</li></ul>"
    words = (paragraphs * (WORDS // len(paragraphs.split()) + 1)) + TABLE
    sections_told = [
        _section(name) | {"heading": both(f"{SENTENCE[:60]} {name}"), "body": both(words)}
        for name in sections
    ]
    sections_told[1] |= {"heading": {"en": "Only in English"}, "body": {"en": words}}
    quotes = [
        _quote(f"quote-{n}", people[n % 7])
        | {
            "section": uid(f"section part-{n % 2}") if n % 3 else None,
            "text": both(f"{n} : {SENTENCE * (1 + n % 5)}"),
            "rendering": both(("verbatim", "translation", "reported")[n % 3]),
            "said_in": "zh-hans",
            "occasion": both(f"Conference {n}"),
            "source_title": both(f"Gazette {LONG}"),
            "source_url": both(f"https://gazette.example.org/{'unbroken' * 20}/{n}"),
            "featured": n < 3,
        }
        for n in range(QUOTES)
    ]
    forum: Data = {
        "uid": uid("stretched"),
        "slug": FULL_SLUG,
        "ordinal": 40,
        "name": both(f"{LONG} 2040"),
        "theme": {"en": f"{SENTENCE}{SENTENCE}"[:200]},
        "theme_language": "en",
        "summary": both(SENTENCE * 6),
        "start": {"date": "2040-05-01", "precision": "day"},
        "end": {"date": "2040-05-03", "precision": "day"},
        "venue": both(LONG),
        "city": both(UNBROKEN[:80]),
        "country": "CH",
        "mode": "hybrid",
        "status": "scheduled",
        "hero_image": uid("hero"),
        "registration_url": "https://register.example.org/2040",
        "registration_label": both("Participation : Nulle-Part, Nowhere, 2040, 2041, 2042, 2043"),
        "sections": sections_told,
        "involvements": [
            {"uid": uid(f"involvement {part}"), "institute": uid("institute-0"), "part": part}
            for part in ("organiser", "host", "partner", "created-here")
        ],
        "appearances": [
            _appearance(name) | {"role": both(f"{LONG} ({name})"), "part": "talk"} for name in people
        ],
        "quotes": quotes,
        "statistics": figures,
        "sessions": [
            _session(f"session-{n}", 1 + n // 12, n % 12)
            | {"title": both(f"{SENTENCE[:90]} {n}"), "abstract": both(SENTENCE * 3), "room": both(LONG[:60])}
            | {"speakers": [uid(name) for name in people[n : n + 5]]}
            for n in range(SESSIONS)
        ],
        "corrections": [
            {"uid": uid(f"correction {n}"), "date": f"2040-06-{n + 1:02}", "note": both(SENTENCE * 3)}
            | {"quote": None, "statistic": None, "speaker": uid(people[n])}
            for n in range(9)
        ],
    }
    return {
        "schema_version": 2,
        "languages": ["fr", "en"],
        "series": _series(uid("logo")),
        "forum": forum,
        "institutes": [
            _institute("institute-0")
            | {"name": both(UNBROKEN[:80]), "logo": uid("logo"), "website": "https://na.example.org/"}
            | {"native_name": "例子研究院", "native_language": "zh-hans", "description": both(SENTENCE * 9)}
            | {"founded": year(2039), "founded_at": uid("stretched"), "short_name": both("INP")},
            _institute("institute-1") | {"name": {"en": "Only in English"}, "kind": "media"},
        ],
        "speakers": [
            _speaker(name)
            | {"name": both(f"{LONG[:76]} {n:03}"), "portrait": uid("portrait") if n < 5 else None}
            | {"native_name": "例子" if n < 3 else "", "native_language": "zh-hans" if n < 3 else ""}
            | {"biography": both(SENTENCE * 20) if n < 9 else {}, "institute": uid("institute-1")}
            | {"links": ["https://person.example.org/" + "unbroken" * 20] if n < 2 else []}
            for n, name in enumerate(people)
        ],
        "images": [_image(name, content) for name, content in pictures.items()],
    }


TABLE = (
    "<table><tbody><tr>"
    + "".join(f"<th>Colonne {n}</th>" for n in range(12))
    + "</tr><tr>"
    + "".join(f"<td>207133000{n}</td>" for n in range(12))
    + "</tr></tbody></table>"
)


def _write(folder: Path, data: Data) -> None:
    (folder / f"{data['forum']['slug']}.json").write_text(json.dumps(data), encoding="utf-8")


def _series(logo: str | None) -> Data:
    return {
        "uid": uid("series"),
        "name": both(f"Forum de Nulle-Part pour les exemples : {LONG}"),
        "short_name": both("Forum de Nulle-Part"),
        "purpose": both(SENTENCE * 3),
        "first_held": {"date": "2001-04-01", "precision": "month"},
        "logo": logo,
        "contact": "forum@example.org",
        "links": ["https://social.example.org/nowhere"],
    }


def _speaker(name: str) -> Data:
    return {
        "uid": uid(name), "slug": name, "name": {}, "native_name": "", "native_language": "",
        "biography": {}, "portrait": None, "institute": None, "links": [],
    }  # fmt: skip


def _institute(name: str) -> Data:
    return {
        "uid": uid(name), "slug": name, "name": {}, "short_name": {}, "native_name": "",
        "native_language": "", "kind": "institute", "description": {}, "founded": None,
        "founded_at": None, "website": "", "logo": None,
    }  # fmt: skip


def _section(name: str) -> Data:
    return {"uid": uid(f"section {name}"), "slug": name, "heading": {}, "body": {}}


def _appearance(speaker: str) -> Data:
    return {"uid": uid(f"role {speaker}"), "speaker": uid(speaker), "role": {}, "part": "guest"}


def _quote(name: str, speaker: str) -> Data:
    return {
        "uid": uid(name), "slug": name, "speaker": uid(speaker), "section": None, "text": {},
        "rendering": {}, "said_in": "", "occasion": {}, "source_title": {}, "source_url": {},
        "featured": False,
    }  # fmt: skip


def _statistic(indicator: str, number: int) -> Data:
    return {
        "uid": uid(f"{indicator} {number}"), "slug": f"{indicator}-{number}", "section": None,
        "indicator": indicator, "label": both(f"{indicator}"), "value": str(number), "qualifier": "exact",
        "unit": "count", "unit_label": {}, "period": None, "kind": "actual", "change": None,
        "change_since": None, "publisher": None, "source_title": {}, "source_url": {}, "published": None,
        "retrieved": None, "note": {},
    }  # fmt: skip


def _told_figure(number: int, period: int) -> Data:
    """What the figure of an indicator says when everything is said."""
    return {
        "section": uid(f"section part-{number % 2}") if number % 4 else None,
        "label": both(f"Volume {LONG} {number % 20}"),
        "value": str(207_133_000_000 + number * 9_876_543_210),
        "qualifier": ("exact", "about", "over", "under")[number % 4],
        "unit": ("CNY", "EUR", "count", "percent")[number % 4],
        "unit_label": both("exemples") if number % 4 == 2 else {},
        "period": year(period),
        "kind": ("actual", "estimate", "target")[(period - 2036) % 3],
        "change": "21.37" if number % 2 else "-1234.5",
        "change_since": year(period - 1),
        "source_title": both(f"Almanac {LONG}"),
        "source_url": both("https://yearbook.example.org/" + "unbroken" * 20),
        "published": year(period),
        "retrieved": {"date": "2040-03-01", "precision": "day"},
        "note": both(SENTENCE),
    }


def _session(name: str, day: int, hour: int) -> Data:
    start, end = (f"2040-05-{day:02}T{hour:02}:{minute}:00Z" for minute in ("00", "50"))
    return {
        "uid": uid(name), "slug": name, "title": {}, "abstract": {}, "start": start, "end": end,
        "room": {}, "kind": "panel", "speakers": [],
    }  # fmt: skip


def _image(name: str, content: bytes) -> Data:
    width, height = PICTURES[name]
    return {
        "uid": uid(name), "digest": hashlib.sha256(content).hexdigest(), "media_type": "image/jpeg",
        "width": width, "height": height, "size": len(content), "alt": both(f"{SENTENCE} ({name})"),
        "credit": both(LONG), "focal_x": 20, "focal_y": 80,
    }  # fmt: skip


def _picture(name: str, size: tuple[int, int]) -> bytes:
    image = Image.new("RGB", size, "#7fa3b0")
    ImageDraw.Draw(image).ellipse((size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2), fill="#1f3fd1")
    target = io.BytesIO()
    image.save(target, "JPEG", quality=60, comment=name.encode())
    return target.getvalue()
