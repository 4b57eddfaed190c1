-- The ledger of migrations: who works on which schema of the fleet, and how it ended.

create table tenancy.migration_run (
  id           uuid primary key,
  runner       text not null,
  started_at   timestamptz not null default clock_timestamp(),
  heartbeat_at timestamptz not null default clock_timestamp(),
  finished_at  timestamptz,
  state        text not null default 'RUNNING' check (state in ('RUNNING', 'DONE', 'FAILED', 'STOPPED'))
);

comment on table tenancy.migration_run is 'Runs of the fleet migration. One that is RUNNING without a recent heartbeat has died.';

create table tenancy.migration_target (
  server       text collate "C" not null check (server ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  schema       text collate "C" not null check (schema ~ '^[a-z_][a-z0-9_]{0,62}$'),
  tenant       text collate "C",
  state        text not null check (state in ('PENDING', 'RUNNING', 'DONE', 'FAILED')),
  run          uuid not null references tenancy.migration_run,
  lease_until  timestamptz,
  attempt      int not null default 0,
  version_from text,
  version_to   text,
  scripts      text,
  error        text,
  sql_state    text,
  script       text,
  line         int,
  started_at   timestamptz,
  finished_at  timestamptz,
  constraint one_row_per_target primary key (server, schema),
  constraint lease_while_running check ((state = 'RUNNING') = (lease_until is not null))
);

create index migration_target_open on tenancy.migration_target (state) where state <> 'DONE';

comment on table tenancy.migration_target is 'The last migration of each schema. RUNNING with a lease that has passed is free to be taken over.';
comment on column tenancy.migration_target.scripts is 'Checksum over the scripts that the schema has when it is DONE.';
