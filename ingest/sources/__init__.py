"""Channels: each turns what it sees into items for `ingest.receive`, and nothing else."""
