"""The ground: errors, time, ids, database, events, transport, blobs, tenants and the audit journal."""
