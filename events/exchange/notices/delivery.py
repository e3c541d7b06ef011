"""How each channel tells a notice: what it needs is read beforehand, so that telling needs no database."""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from django.core.mail import EmailMessage

from events.exchange.notices import mail
from events.exchange.notices.addresses import Gate
from events.exchange.notices.attempts import attempt, attempt_all
from events.exchange.notices.cdn import Purger, keys_of
from events.exchange.notices.changes import changes_at
from events.exchange.notices.indexnow import IndexNow, changed_paths
from events.exchange.notices.outbox import Claim, Result
from events.exchange.notices.payload import payload, test_payload
from events.exchange.notices.readers import language_of
from events.exchange.notices.signature import headers, secret_of
from events.exchange.notices.transport import Request, Transport
from events.models import notice
from events.models.notice import Notice
from events.models.webhook import Webhook

_GONE = 410

#: Tells, without the database, and gives the result.
type Tell = Callable[[], Result]


@dataclass(frozen=True)
class Installation:
    """What telling takes from the settings.

    ``origin`` is the public address, ``site_key`` the SECRET_KEY, ``sender`` where mails come from;
    ``purger`` and ``index_now`` are None where this installation has none. ``kept`` is how long a notice
    that was told stays in the log.
    """

    origin: str
    site_key: str = field(repr=False)
    sender: str
    transport: Transport = field(default_factory=lambda: Transport(Gate()))
    purger: Purger | None = None
    index_now: IndexNow | None = None
    kept: timedelta = timedelta(days=90)

    @property
    def channels(self) -> tuple[str, ...]:
        """Those that are told of every publication, beside webhooks."""
        here = {notice.PURGE: self.purger, notice.PING: self.index_now}
        return tuple(channel for channel, receiver in here.items() if receiver is not None)

    def prepare(self, taken: Claim) -> Tell:
        """What tells the notice; all that it needs from the database is read here."""
        row = taken.notice
        if row.channel == notice.WEBHOOK:
            return self._webhook(row, taken.began)
        if row.channel == notice.MAIL:
            return self._mail(row)
        changes = changes_at(row.occurrence.moment)
        if row.channel == notice.PURGE and self.purger is not None:
            keys = keys_of(changes)
            purge = (self.purger.request(keys),) if keys else ()
            return partial(attempt_all, self._to(self.purger.host), purge)
        if row.channel == notice.PING and self.index_now is not None:
            ping = self.index_now.requests(changed_paths(changes))
            return partial(attempt_all, self._to(self.index_now.host), ping)
        return partial(Result, notice.FAILED, detail="the setting of this channel was taken away", final=True)

    def _webhook(self, row: Notice, began: datetime) -> Tell:
        webhook, publication = row.webhook, row.occurrence.publication
        if webhook is None or publication is None:
            return partial(Result, notice.FAILED, detail="the publication was taken back", final=True)
        body = payload(publication, row.occurrence.event, self.origin).encode()
        return partial(_tell_webhook, self.transport, self._signed(webhook, str(row.uid), began, body))

    def _signed(self, webhook: Webhook, identity: str, moment: datetime, body: bytes) -> Request:
        secret = secret_of(webhook.seed, self.site_key)
        return Request(webhook.address, headers(secret, identity, moment, body), body)

    def send_test(self, webhook: Webhook, moment: datetime, identity: str) -> Result:
        """Sends ``webhook`` a signed test now. It is no notice, and is not tried again."""
        body = test_payload(moment).encode()
        return attempt(self.transport, self._signed(webhook, identity, moment, body))

    def _mail(self, row: Notice) -> Tell:
        user = row.user
        if user is None or not user.is_active or not user.email:
            return partial(
                Result, notice.FAILED, detail="the account is closed or has no address", final=True
            )
        made = mail.message(row, user, language_of(user), origin=self.origin, sender=self.sender)
        return partial(_send_mail, made)

    def _to(self, host: str) -> Transport:
        """The transport to a host that the settings name, and may be inside the house."""
        return Transport(Gate({host}, self.transport.gate.resolve), self.transport.trust)


def _tell_webhook(transport: Transport, request: Request) -> Result:
    result = attempt(transport, request)
    if result.status == _GONE:  # Standard Webhooks: the receiver wants no more
        return Result(result.outcome, result.status, result.detail, final=True)
    return result


def _send_mail(made: EmailMessage) -> Result:
    try:
        made.send(using="default")
    except smtplib.SMTPResponseException as error:
        return Result(notice.ANSWERED, error.smtp_code, str(error.smtp_error))
    except smtplib.SMTPException as error:
        return Result(notice.ANSWERED, detail=str(error))
    except TimeoutError as error:
        return Result(notice.TOO_SLOW, detail=str(error))
    except OSError as error:
        return Result(notice.UNREACHABLE, detail=f"{type(error).__name__}: {error}")
    return Result(notice.DONE)
