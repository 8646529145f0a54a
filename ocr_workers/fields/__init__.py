"""What a letter says about itself: date, sender, subject, reference, amounts, accounts."""
