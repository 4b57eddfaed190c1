package io.tenancy.postgres.wall;

import io.tenancy.postgres.schema.Ddl;

/**
 * What PostgreSQL itself refuses, whatever the application sends. One for each placement. Immutable.
 *
 * <p>The DDL is run by the owner of the tables, after the migrations that make them. It can be run again and then
 * changes nothing; it locks each table against everybody until the transaction ends, and where a check names the tenant it
 * reads each table through. The first time it takes temporary tables away from everybody, which only the owner of the
 * database can do. Afterwards the doctor finds nothing in these tables, schemas and their database.
 */
public sealed interface Wall permits RowWall, SchemaWall, DatabaseWall {

    /** The statements that put the wall up. */
    Ddl ddl();
}
