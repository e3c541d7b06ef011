"""Tells others what happened: signed webhooks, a CDN’s purge, IndexNow, and mails about reviews.

Publications and reviews say what happened; ``observe`` puts it into the outbox, once, and a ``Sender``
in every process tells what is due (docs/notices.md). ``sender_here`` is the one of this installation.
"""

from events.exchange.notices.addresses import AddressRefused, Gate, target_of
from events.exchange.notices.delivery import Installation
from events.exchange.notices.outbox import send_again, waiting
from events.exchange.notices.sender import Sender
from events.exchange.notices.setup import gate_here, installation_here, sender_here
from events.exchange.notices.signature import secret_of

__all__ = [
    "AddressRefused",
    "Gate",
    "Installation",
    "Sender",
    "gate_here",
    "installation_here",
    "secret_of",
    "send_again",
    "sender_here",
    "target_of",
    "waiting",
]
