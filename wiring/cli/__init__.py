"""The command line: `postkamer COMMAND`, one module per subject."""
