"""What other programs are told, and what they take over: webhooks and the hand-over to bookkeeping."""
