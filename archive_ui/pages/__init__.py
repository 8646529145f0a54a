"""One module per screen; each lists its routes and hands its views to the guard."""
