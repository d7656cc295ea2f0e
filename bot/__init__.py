"""Limber, the stretch-break bot for Slack teams."""

__version__ = "0.1.0"
