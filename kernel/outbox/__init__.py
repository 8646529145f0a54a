"""Outbox, relay and inbox: how a committed fact reaches its actors exactly once."""
