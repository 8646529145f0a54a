"""What `./postkamer demo` shows: a mail room with invented tenants and letters."""
