"""Search engines, each behind the same port."""
