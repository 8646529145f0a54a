"""Reading: from a page's raster to text, documents and the right tenant."""
