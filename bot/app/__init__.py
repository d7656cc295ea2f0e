"""Where Slack's events enter: the Bolt app, its listeners, start and shutdown."""
