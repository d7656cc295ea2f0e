"""Shared by all packages: settings, clock, logging, scheduler, work in flight."""
