"""What listeners do it with: each service answers one kind of request."""
