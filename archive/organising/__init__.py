"""How people put their mail in order: labels, folders, stars, snoozing, assignments, notes, and taking it back."""
