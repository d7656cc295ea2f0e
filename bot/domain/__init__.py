"""What Limber decides, in plain Python: no Slack, no database, no clock of its own."""
