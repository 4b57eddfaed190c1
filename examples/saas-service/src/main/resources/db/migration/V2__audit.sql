-- The log of the audit trail, as a line of a migration: select tenancy_audit_log();
--
-- Makes the table audit_event with its partitions in the current schema, and puts up its wall where tenancy-migrate says whose
-- tables these are; elsewhere whoever puts up the others' walls does. Can be run again. Rows are added and read: nobody but
-- the owner changes one. The same script serves shared rows, own schemas and own databases.
create or replace function tenancy_audit_log(tenant_type regtype default 'text', tenant_column name default 'tenant_id',
                                             setting text default 'tenancy.tenant_id') returns void language plpgsql as $tenancy$
begin
  if to_regclass('audit_event') is null then
    -- xid stands before seq: a transaction must be known to others before it takes a number. See decision 031.
    -- salt keeps whoever reads a seal from guessing values; erased is what stays of values that were erased.
    create sequence audit_event_seq;
    execute format('create table audit_event (
        %1$I %2$s not null,
        id uuid not null,
        at timestamptz not null default statement_timestamp(),
        xid xid8 not null default pg_current_xact_id(),
        seq bigint not null default nextval(''audit_event_seq''),
        kind text not null,
        entity text not null,
        entity_id text not null,
        before jsonb,
        after jsonb,
        actor_kind text not null,
        actor text not null,
        reason text,
        correlation_id text,
        attempt int not null,
        salt uuid default gen_random_uuid(),
        erased bytea,
        primary key (%1$I, entity, entity_id, at, seq)
      ) partition by range (at)', tenant_column, tenant_type);
    alter sequence audit_event_seq owned by audit_event.seq;
    execute format('create index audit_event_actor on audit_event (%I, actor, at, seq)', tenant_column);
    execute format('create index audit_event_correlation on audit_event (%I, correlation_id, at, seq)
                     where correlation_id is not null', tenant_column);
    -- An insert never fails for want of a month.
    create table audit_event_rest partition of audit_event default;
    create trigger tenancy_append_only before update or delete or truncate on audit_event
      execute function tenancy_append_only();
  end if;
  if nullif(current_setting('tenancy.target', true), '') is not null then
    perform tenancy_wall('audit_event', tenant_column, setting);
    perform tenancy_wall('audit_event_rest', tenant_column, setting);
  end if;
  perform tenancy_audit_months();
end $tenancy$;

-- Makes partitions for this month and so many more, each behind the wall of its parent. For the owner, once in a while.
create or replace function tenancy_audit_months(ahead int default 3) returns setof text language plpgsql as $tenancy$
declare
  month timestamp := date_trunc('month', now() at time zone 'UTC');
  part text;
begin
  for i in 0..ahead loop
    part := to_char(month, '"audit_event_"YYYY_MM');
    if to_regclass(quote_ident(part)) is null then
      perform tenancy_audit_month(part, month at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
      return next part;
    end if;
    month := month + interval '1 month';
  end loop;
end $tenancy$;

create or replace function tenancy_audit_month(part text, first timestamptz, next timestamptz) returns void
language plpgsql as $tenancy$
declare
  policy record;
begin
  execute format('create table %I (like audit_event including defaults including constraints including indexes)', part);
  execute format('with gone as (delete from audit_event_rest where at >= $1 and at < $2 returning *)
                  insert into %I select * from gone', part) using first, next;
  execute format('alter table audit_event attach partition %I for values from (%L) to (%L)', part, first, next);
  if (select relrowsecurity from pg_class where oid = 'audit_event'::regclass) then
    execute format('alter table %I enable row level security', part);
    execute format('alter table %I force row level security', part);
    for policy in select * from pg_policies where schemaname = current_schema() and tablename = 'audit_event' loop
      execute format('create policy %I on %I for %s to %s', policy.policyname, part, policy.cmd,
                     (select string_agg(quote_ident(role), ', ') from unnest(policy.roles) as role))
           || coalesce(' using (' || policy.qual || ')', '')
           || coalesce(' with check (' || policy.with_check || ')', '');
    end loop;
  end if;
end $tenancy$;

-- Retention: drops the months that ended before a time, and says which. For the owner.
create or replace function tenancy_audit_drop(kept_from timestamptz) returns setof text language plpgsql as $tenancy$
declare
  part text;
begin
  for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
               where i.inhparent = 'audit_event'::regclass and c.relname ~ '^audit_event_\d{4}_\d{2}$'
                 and (to_date(substr(c.relname, 13), 'YYYY_MM') + interval '1 month') at time zone 'UTC' <= kept_from
               order by c.relname loop
    execute format('drop table %I', part);
    return next part;
  end loop;
  delete from audit_event_rest where at < kept_from;
end $tenancy$;

create or replace function tenancy_append_only() returns trigger language plpgsql as $tenancy$
begin
  if not pg_has_role((select relowner from pg_class where oid = tg_relid), 'member') then
    raise exception '% on % refused: rows of the audit trail are added and read, never changed.', tg_op, tg_table_name
      using errcode = 'insufficient_privilege';
  end if;
  return null;
end $tenancy$;

revoke all on function tenancy_audit_log(regtype, name, text), tenancy_audit_months(int), tenancy_audit_drop(timestamptz),
  tenancy_audit_month(text, timestamptz, timestamptz), tenancy_append_only() from public;
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

select tenancy_audit_log();
select tenancy_audit_seal();
