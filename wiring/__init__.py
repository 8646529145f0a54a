"""Where the program is put together."""
