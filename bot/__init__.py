"""Limber, the stretch-break bot for Slack teams."""
