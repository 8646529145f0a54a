"""Intake: every channel's files and scans enter by one acceptance protocol."""
