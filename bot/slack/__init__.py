"""Slack's side of the wire: its socket, its errors, its rate limits, its blocks."""
