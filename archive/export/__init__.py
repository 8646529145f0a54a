"""Export: a tenant takes its documents along, as one file that is made in the background."""
