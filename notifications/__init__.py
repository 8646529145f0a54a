"""Telling people by mail: what there is to tell and when, words in five languages, mailers that carry them."""
