"""The words by which kinds of letters are known, a file for each language."""
