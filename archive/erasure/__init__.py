"""Letting go: holds, rules of how long, the bin, erasure for good, and the certificate of it."""
