"""Accounts: signing in, second factors, one-time links, and the end of sessions (docs/security.md).

The forms and pages are those of django-allauth under our addresses and in the desk’s look.
"""
