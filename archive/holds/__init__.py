"""Legal holds: letters that may not go."""
