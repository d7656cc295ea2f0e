"""What every room may use: settings, clock, logging, scheduler, work in flight."""
