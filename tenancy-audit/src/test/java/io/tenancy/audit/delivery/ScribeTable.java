package io.tenancy.audit.delivery;

/** One row for each tenant that all its writers change. */
final class ScribeTable {

    static final String SQL =
            """
            create table counter (tenant_id text primary key, n int not null);
            grant select, update on counter to public;
            insert into counter select 'tenant-' || i, 0 from generate_series(0, 7) as i;
            """;

    private ScribeTable() {}

    static String killOne(String user) {
        return "select pg_terminate_backend(pid) from (select pid from pg_stat_activity where usename = '" + user
                + "' and state <> 'idle' order by random() limit 1) as one";
    }
}
