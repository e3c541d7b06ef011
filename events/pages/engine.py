"""The template engine of the public pages: it reads templates/site alone and knows no request."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.template import Context, Engine
from django.template.loaders.filesystem import Loader

from events.pages.keys import TEMPLATES

#: A line of tags that write nothing themselves; its line end would be an empty line of the page.
_SILENT = re.compile(
    r"^((?:\{% (?:if|elif|else|endif|for|empty|endfor|with|endwith|block|endblock)\b[^%]*%\})+)\n", re.M
)


class DedentingLoader(Loader):
    """Leaves out the indentation that is there for the template's readers: a fifth of a page's bytes."""

    def get_contents(self, origin: Any) -> str:
        lines = (line.strip() for line in super().get_contents(origin).splitlines())
        return _SILENT.sub(r"\1", "\n".join(line for line in lines if line))


@cache
def engine() -> Engine:
    """One a process; templates are compiled once."""
    return Engine(
        dirs=[str(TEMPLATES)],
        loaders=[("django.template.loaders.cached.Loader", ["events.pages.engine.DedentingLoader"])],
        builtins=["django.templatetags.i18n"],
    )


def render(template: str, context: Mapping[str, object]) -> bytes:
    """The template ``site/<template>`` in UTF-8."""
    return engine().get_template(f"site/{template}").render(Context(dict(context))).encode()
