"""Paper itself: sheets, rasters, files and the sandbox that opens strangers' bytes."""
