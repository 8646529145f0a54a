"""Screens and the HTTP API; the only package that knows Flask."""
