"""What a WSGI server runs: the front, with Django behind it, watched from the first line to the last."""

import logging
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forumsite.settings")
_django = get_wsgi_application()

# What follows needs Django to be set up.
from events.exchange.media_copies import media_copies_here  # noqa: E402 - see above
from events.exchange.notices import sender_here  # noqa: E402 - see above
from events.serving.delivery import watched_front  # noqa: E402 - see above
from events.serving.health import parts_here  # noqa: E402 - see above
from forumsite.log_lines import with_request  # noqa: E402 - see above
from forumsite.watching import watch  # noqa: E402 - see above

logging.setLogRecordFactory(with_request(logging.getLogRecordFactory()))
_parts = parts_here()
_front, _watcher = watched_front(_django, _parts)
application, _watching = watch(_front, _watcher)
_sender = sender_here(_watcher.shows_what_is_live)
_copies = [copies.start for copies in media_copies_here()]
_looks = [part.start for part in _parts.values()]
for _start in (*_looks, _watcher.start, _sender.start, *_watching, *_copies):
    _start()
    # Threads do not survive a fork: a server that loads first and forks then gets them in each process.
    os.register_at_fork(after_in_child=_start)
