"""What people can do, one file each with its own register(app)."""
