"""Telling people by mail: words in five languages, and mailers that carry them."""
