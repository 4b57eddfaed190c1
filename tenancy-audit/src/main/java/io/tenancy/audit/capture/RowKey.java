package io.tenancy.audit.capture;

/** Which row: by the root of its entities, which shares ids with those below. */
record RowKey(String root, Object id) {}
