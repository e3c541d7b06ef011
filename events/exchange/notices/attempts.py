"""One request as an attempt: whatever happens becomes a result, and nothing is raised."""

import http.client
import ssl
from collections.abc import Iterable

from events.exchange.notices.addresses import AddressRefused
from events.exchange.notices.outbox import Result
from events.exchange.notices.transport import Reply, Request, TooSlow, Transport
from events.models import notice

_SHOWN = 300  # characters of an answer that are kept to be read by a person


def attempt(transport: Transport, request: Request) -> Result:
    """The result of sending ``request``; 2xx is success (RFC 9110, 15.3), a redirect is not followed."""
    try:
        reply = transport.send(request)
    except AddressRefused as error:
        return Result(notice.REFUSED, detail=str(error))
    except TooSlow as error:
        return Result(notice.TOO_SLOW, detail=str(error))
    except ssl.SSLError as error:
        return Result(notice.UNTRUSTED, detail=str(error))
    except (OSError, http.client.HTTPException) as error:
        return Result(notice.UNREACHABLE, detail=f"{type(error).__name__}: {error}")
    except ValueError as error:  # a name that no resolver takes, a header that no server would
        return Result(notice.FAILED, detail=str(error))
    return _result(reply)


def attempt_all(transport: Transport, requests: Iterable[Request]) -> Result:
    """The result of the first request that fails, else of the last; a request sent twice does no harm."""
    result = Result(notice.DONE)
    for request in requests:
        result = attempt(transport, request)
        if result.outcome != notice.DONE:
            return result
    return result


def _result(reply: Reply) -> Result:
    if 200 <= reply.status < 300:
        return Result(notice.DONE, reply.status)
    outcome = notice.REDIRECTED if 300 <= reply.status < 400 else notice.ANSWERED
    said = reply.body.decode("utf-8", "replace")[:_SHOWN]
    return Result(outcome, reply.status, "".join(c if c.isprintable() else " " for c in said).strip())
