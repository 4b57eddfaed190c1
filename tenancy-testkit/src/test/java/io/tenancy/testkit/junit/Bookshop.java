package io.tenancy.testkit.junit;

import io.tenancy.testkit.postgres.TestDatabase;

/** Books in shared rows, and currencies that all read. */
public class Bookshop implements DatabaseTemplate {

    @Override
    public void fill(TestDatabase database) {
        database.execute(
                database.owner(),
                """
                create schema app;
                create table app.currency (code text primary key, name text not null);
                insert into app.currency values ('EUR', 'Euro'), ('CHF', 'Franken');
                create table app.book (
                  tenant_id text not null, id int not null, title text not null, version int not null default 0,
                  primary key (tenant_id, id));
                create table app.copy (
                  tenant_id text not null, id int not null, book_id int not null,
                  primary key (tenant_id, id),
                  foreign key (tenant_id, book_id) references app.book deferrable initially deferred);
                alter table app.book enable row level security, force row level security;
                alter table app.copy enable row level security, force row level security;
                create policy tenant on app.book using (tenant_id = nullif(current_setting('tenancy.tenant_id', true), ''));
                create policy tenant on app.copy using (tenant_id = nullif(current_setting('tenancy.tenant_id', true), ''));
                grant usage on schema app to %1$s;
                grant select, insert, update, delete on all tables in schema app to %1$s;
                """
                        .formatted(database.app().user()));
    }

    @Override
    public Books open(TestDatabase database) {
        return new Books(database);
    }
}
