"""Pages to measure reading on: layouts, papers and photographs that share nothing with the demo's letters."""
