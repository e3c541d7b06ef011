"""What a WSGI server runs: the front, with Django behind it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forumsite.settings")
_django = get_wsgi_application()

from events.exchange.notices import sender_here  # noqa: E402 - needs Django to be set up
from events.serving.delivery import watched_front  # noqa: E402

application, _watcher = watched_front(_django)
_sender = sender_here()
for _thread in (_watcher, _sender):
    _thread.start()
    # Threads do not survive a fork: a server that loads first and forks then gets them in each process.
    os.register_at_fork(after_in_child=_thread.start)
