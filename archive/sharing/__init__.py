"""Share links: one document for somebody without an account, for a time."""
