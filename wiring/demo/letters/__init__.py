"""Realistic letters with a known truth, for the demo, the tests and the benches."""
