"""What people see: pure functions from the domain to Block Kit. A view owns the ids of its buttons."""
