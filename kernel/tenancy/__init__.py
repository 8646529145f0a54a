"""Tenants, users and roles, and the scope in which every query runs."""
