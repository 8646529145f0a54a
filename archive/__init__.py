"""The archive: batches, pages and documents, who owns them and what became of them."""
