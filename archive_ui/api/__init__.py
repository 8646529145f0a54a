"""The same archive for programs: REST under `/api/v1`."""
