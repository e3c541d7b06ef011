"""`python -m bench`: how fast the site answers and publishes, measured on this machine in one run.

``answers`` sets the real server against nginx with the same bytes, ``publishing`` times a publication
among 1, 10 and 100 editions. The numbers go to a table and to ``var/bench.json``.
"""
