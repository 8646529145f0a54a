"""Blobs: write-once content, per tenant, encrypted, addressed by what it is."""
