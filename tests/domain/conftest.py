"""Hypothesis without its deadline of 200 ms: the first example of a test reads tables that the others find cached."""

from hypothesis import settings

settings.register_profile("without_deadline", deadline=None)
settings.load_profile("without_deadline")
