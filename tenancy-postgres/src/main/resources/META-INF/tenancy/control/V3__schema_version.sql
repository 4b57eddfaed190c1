-- Which version a schema has, for services that serve some versions alone.

alter table tenancy.migration_target add column version_goal text;

comment on column tenancy.migration_target.version_to is 'The version that the schema had when it was last known.';
comment on column tenancy.migration_target.version_goal is 'Set by the claim of a run, removed when its work is done: until then the schema may have any version from version_to to this one.';

-- A run that began before this column was there may have committed anything.
update tenancy.migration_target set version_to = null where state in ('RUNNING', 'FAILED');

create function tenancy.announce_schema_version() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform pg_notify('tenancy_schema_version', old.server || ' ' || old.schema);
  else
    perform pg_notify('tenancy_schema_version', new.server || ' ' || new.schema);
  end if;
  return null;
end $$;

create trigger announce_new after insert or delete on tenancy.migration_target
  for each row execute function tenancy.announce_schema_version();

-- Not for heartbeats, which renew the leases of many targets.
create trigger announce_change after update on tenancy.migration_target
  for each row when ((old.version_to, old.version_goal) is distinct from (new.version_to, new.version_goal))
  execute function tenancy.announce_schema_version();
