-- The wall of one table, as a line of a migration: select tenancy_wall('invoice');
--
-- Default and not null of the tenant column, row-level security or the check of the tenant, rights of the application and
-- the operator. Can be run again. The same script serves shared rows, own schemas and own databases: tenancy-migrate tells
-- the session whose tables these are, in the setting tenancy.target. Without it nothing is done.
create or replace function tenancy_wall(item regclass, tenant_column name default 'tenant_id',
                                        setting text default 'tenancy.tenant_id')
returns void language plpgsql as $tenancy$
declare
  target jsonb := nullif(current_setting('tenancy.target', true), '');
  placement text := target ->> 'placement';
  tenant text := target ->> 'tenant';
  reader text := quote_ident(target ->> 'operator');
  writer text := quote_ident(target ->> 'user');
  everybody text;
  relation record;
  bound text;
begin
  if placement is null or placement not in ('rows', 'schema', 'database') or writer is null
     or (placement = 'rows') <> (tenant is null) then
    raise exception 'The wall of table % was not put up: nobody said whose tables these are.', item using
      errcode = 'invalid_parameter_value',
      hint = 'Let tenancy-migrate run this script, or set it: set tenancy.target = ''{"placement": "schema", "tenant": '
          || '"acme", "user": "role that uses the tables", "app": "login of the service", "operator": "login"}''.';
  end if;
  select c.relispartition as partition, n.nspname as schema, quote_ident(pg_get_userbyid(c.relowner)) as owner,
         quote_ident(a.attname) as "column",
         case format_type(a.atttypid, null) when 'uuid' then '::uuid' when 'bigint' then '::bigint' else '' end as type,
         exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum
                                          and i.indisvalid and i.indpred is null) as led,
         exists (select from pg_trigger g where g.tgrelid = c.oid and g.tgname = 'tenancy_append_only') as log
    into relation
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_attribute a on a.attrelid = c.oid and a.attname = tenant_column and not a.attisdropped
   where c.oid = item;
  if relation."column" is null then
    raise exception 'The wall of table % was not put up: it has no column "%".', item, tenant_column using
      errcode = 'undefined_column', hint = 'Add it: text, varchar, uuid or bigint. The wall fills it with the tenant.';
  end if;
  bound := format('nullif(current_setting(%L, true), '''')%s', setting, relation.type);
  select string_agg(distinct quote_ident(role), ', ') into everybody
    from unnest(array[target ->> 'user', target ->> 'app', target ->> 'operator']) as role where role is not null;

  if not relation.partition then
    execute format('alter table %s alter column %s set default %s', item, relation."column", bound);
    execute format('alter table %s alter column %s set not null', item, relation."column");
  end if;
  if placement = 'rows' then
    if not relation.partition and not relation.led then
      execute format('create index on %s (%s)', item, relation."column");
    end if;
    execute format('alter table %s enable row level security', item);
    execute format('alter table %s force row level security', item);
    execute format('drop policy if exists tenancy_app on %s', item);
    execute format('drop policy if exists tenancy_owner on %s', item);
    execute format('drop policy if exists tenancy_operator on %s', item);
    execute format('create policy tenancy_app on %s to %s using (%3$s = (select %4$s)) with check (%3$s = (select %4$s))',
                   item, writer, relation."column", bound);
    execute format('create policy tenancy_owner on %s to %s using (true) with check (true)', item, relation.owner);
    if reader is not null then
      execute format('create policy tenancy_operator on %s for select to %s using (true)', item, reader);
    end if;
  elsif not relation.partition then
    execute format('alter table %s drop constraint if exists tenancy_tenant', item);
    execute format('alter table %s add constraint tenancy_tenant check (%s = %L%s)',
                   item, relation."column", tenant, relation.type);
  end if;

  execute format('revoke all on table %s from public, %s', item, everybody);
  if not relation.partition then
    execute format('grant select, insert%s on table %s to %s',
                   case when relation.log then '' else ', update, delete' end, item, writer);
    if reader is not null then
      execute format('grant select on table %s to %s', item, reader);
    end if;
  end if;
  if placement <> 'schema' then
    execute format('revoke create on schema %I from public, %s', relation.schema, everybody);
    execute format('grant usage on schema %I to %s', relation.schema, concat_ws(', ', writer, reader));
  end if;
  execute format('grant usage on all sequences in schema %I to %s', relation.schema, writer);
end $tenancy$;

revoke all on function tenancy_wall(regclass, name, text) from public;

-- The rights on a table that belongs to no tenant, such as reference data: everybody reads, nobody but the owner writes.
create or replace function tenancy_shared(item regclass) returns void language plpgsql as $tenancy$
declare
  target jsonb := nullif(current_setting('tenancy.target', true), '');
begin
  if target ->> 'user' is null then
    raise exception 'The rights on table % were not given: nobody said whose schema this is.', item using
      errcode = 'invalid_parameter_value', hint = 'Let tenancy-migrate run this script, or set tenancy.target.';
  end if;
  execute format('revoke all on table %s from public', item);
  execute (select format('revoke all on table %s from %s', item, string_agg(distinct quote_ident(role), ', '))
             from unnest(array[target ->> 'user', target ->> 'app', target ->> 'operator']) as role
            where role is not null);
  execute format('grant select on table %s to %s', item,
                 concat_ws(', ', quote_ident(target ->> 'user'), quote_ident(target ->> 'operator')));
end $tenancy$;

revoke all on function tenancy_shared(regclass) from public;
