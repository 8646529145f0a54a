"""Scanner drivers and the station's spool; stands alone on a scanning station."""
