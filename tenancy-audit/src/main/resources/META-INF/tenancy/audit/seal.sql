-- Seal and delivery of the audit trail, as lines of a migration, after select tenancy_audit_log():
-- select tenancy_audit_seal(); select tenancy_audit_delivery();
--
-- Their tables hold rows of all tenants of the schema, and no tenant needs them: nobody but the owner has rights on them,
-- or a role of its own, see tenancy_audit_sealer and tenancy_audit_deliverer. Hence no wall. Can be run again.
create or replace function tenancy_audit_seal() returns void language plpgsql as $tenancy$
begin
  create index if not exists audit_event_seq_idx on audit_event (seq);
  create table if not exists audit_seal (
    tenant text not null,
    number bigint not null,
    first_seq bigint not null,
    last_seq bigint not null,
    events int not null,
    until timestamptz not null,
    at timestamptz not null,
    entries bytea not null,
    previous bytea not null,
    head bytea not null,
    primary key (tenant, number)
  );
  create index if not exists audit_seal_last_seq_idx on audit_seal (last_seq);
  perform tenancy_audit_owners('audit_seal');
end $tenancy$;

create or replace function tenancy_audit_delivery() returns void language plpgsql as $tenancy$
begin
  create index if not exists audit_event_seq_idx on audit_event (seq);
  create table if not exists audit_delivery (
    sink text primary key,
    seq bigint not null default 0,
    offered bigint not null default 0,
    delivered bigint not null default 0,
    repeated bigint not null default 0,
    at timestamptz not null default statement_timestamp()
  );
  perform tenancy_audit_owners('audit_delivery');
end $tenancy$;

-- Takes away what default privileges gave on a new table, such as those of a tenant's own schema.
create or replace function tenancy_audit_owners(item regclass) returns void language plpgsql as $tenancy$
declare
  other text;
begin
  for other in select distinct case acl.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(acl.grantee)) end
                 from pg_class c, aclexplode(c.relacl) acl where c.oid = item and acl.grantee <> c.relowner loop
    execute format('revoke all on table %s from %s', item, other);
  end loop;
end $tenancy$;

-- Lets a role seal and verify, and nothing else. It sees the events of all tenants, so never give it to the application.
create or replace function tenancy_audit_sealer(role name) returns void language plpgsql as $tenancy$
begin
  perform tenancy_audit_reader(role);
  execute format('grant select, insert on audit_seal to %I', role);
end $tenancy$;

-- Lets a role deliver, and nothing else.
create or replace function tenancy_audit_deliverer(role name) returns void language plpgsql as $tenancy$
begin
  perform tenancy_audit_reader(role);
  execute format('grant select, insert, update on audit_delivery to %I', role);
end $tenancy$;

create or replace function tenancy_audit_reader(role name) returns void language plpgsql as $tenancy$
begin
  execute format('grant usage on schema %I to %I', current_schema(), role);
  execute format('grant select on audit_event, audit_event_seq to %I', role);
  if (select relrowsecurity from pg_class where oid = 'audit_event'::regclass) then
    execute format('drop policy if exists %I on audit_event', 'tenancy_reader_' || role);
    execute format('create policy %I on audit_event for select to %I using (true)', 'tenancy_reader_' || role, role);
  end if;
end $tenancy$;

-- Retention: drops the seals at the start of the chains whose events' months are all gone, and says how many. For the owner.
create or replace function tenancy_audit_seal_drop() returns bigint language plpgsql as $tenancy$
declare
  kept_from timestamptz;
  gone bigint;
begin
  select min(to_date(substr(c.relname, 13), 'YYYY_MM'))::timestamp at time zone 'UTC' into kept_from
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
   where i.inhparent = 'audit_event'::regclass and c.relname ~ '^audit_event_\d{4}_\d{2}$';
  -- The last of a chain stays, so that the next one has a head to go on from.
  delete from audit_seal s
   where kept_from is not null
     and s.number < coalesce((select min(k.number) from audit_seal k where k.tenant = s.tenant and k.until >= kept_from),
                             (select max(k.number) from audit_seal k where k.tenant = s.tenant));
  get diagnostics gone = row_count;
  return gone;
end $tenancy$;

revoke all on function tenancy_audit_seal(), tenancy_audit_delivery(), tenancy_audit_owners(regclass),
  tenancy_audit_sealer(name), tenancy_audit_deliverer(name), tenancy_audit_reader(name), tenancy_audit_seal_drop() from public;
