"""The steps of reading a page: one file a step, each pure, each saying how sure it is."""
