"""What Django’s own middleware leaves out of its answers: the desk’s, the search’s and the previews’."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from events.serving.headers import UNUSED_FEATURES


def browser_defences(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: no other site may show what is answered here, and no page may use the visitor’s devices."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("cross-origin-resource-policy", "same-origin")
        response.headers.setdefault("permissions-policy", UNUSED_FEATURES)
        return response

    return answered
