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
