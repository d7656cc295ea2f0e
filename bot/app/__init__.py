"""Where Slack's events enter: Bolt, its listeners, and what starts and stops around them."""
