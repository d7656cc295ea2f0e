"""The services that listeners call, one for each kind of request."""
