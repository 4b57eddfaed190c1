package io.tenancy.hibernate.bulk;

/** How many rows get to the database. */
public enum Way {
    /** Hibernate's batch: a statement for each table, with parameters for each row. */
    BATCH,
    /** One statement for up to 10 000 rows, with an array for each column. */
    ARRAYS,
    /** {@code COPY}, where no row-level security stands. */
    COPY
}
