"""Who someone is: passwords, sessions, sign-in throttling."""
