"""Slack's API: Socket Mode, answers, errors, rate limits, Block Kit blocks."""
