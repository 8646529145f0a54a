"""Search: a disposable index per tenant behind an engine port."""
