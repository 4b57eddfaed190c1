package io.tenancy.hibernate.repository;

/** What an upsert did. */
public enum Upserted {
    /** There was no such row. */
    INSERTED,
    /** The row was there and has the new values. */
    UPDATED
}
