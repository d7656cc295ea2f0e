"""What Limber shows and takes over HTTP: Slack's requests, installing, pages about it, the pictures."""
