"""What people teach about where letters begin."""
