"""Signatures of webhooks, after Standard Webhooks (standardwebhooks.com), with HMAC-SHA256.

The secret of a webhook is derived from its seed and the site’s own secret key: a copy of the database
alone signs nothing.
"""

import base64
import hmac
from datetime import datetime

_PREFIX = "whsec_"


def secret_of(seed: str, site_key: str) -> str:
    """The secret in the form that receivers keep it: ``whsec_`` and 32 bytes in base64."""
    derived = hmac.digest(site_key.encode(), f"webhook:{seed}".encode(), "sha256")
    return _PREFIX + base64.b64encode(derived).decode()


def signature(secret: str, identity: str, moment: datetime, body: bytes) -> str:
    """What stands in ``webhook-signature``: the scheme’s version and the signature in base64."""
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    signed = f"{identity}.{int(moment.timestamp())}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def headers(secret: str, identity: str, moment: datetime, body: bytes) -> dict[str, str]:
    """The headers of one attempt at ``moment``; ``identity`` is the same in each attempt."""
    return {
        "content-type": "application/json",
        "webhook-id": identity,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": signature(secret, identity, moment, body),
    }
