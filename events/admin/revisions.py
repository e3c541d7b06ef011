"""Who writes: what is saved in a request of the desk is in the history under the name of its user."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest

from events.models import written_by


def as_its_author(view: Callable[..., Any]) -> Callable[..., Any]:
    """``view``, whose saves and deletions are one deed of the user."""

    @wraps(view)
    def written(request: HttpRequest, *args: Any, **options: Any) -> Any:
        with written_by(request.user.get_username()):
            return view(request, *args, **options)

    return written
