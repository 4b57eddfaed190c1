-- The tenants. Every name is written with its schema, so that no search path decides what it means.

-- A range of names, for the exclusion below: PostgreSQL brings no GiST operators for plain text.
create type tenancy.name_range as range (subtype = text, collation = "C");

create table tenancy.tenant (
  id         text collate "C" constraint one_tenant_per_id primary key check (id ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
  status     text not null check (status in ('PROVISIONING', 'ACTIVE', 'READ_ONLY', 'SUSPENDED', 'MOVING', 'ERASED')),
  placement  text not null check (placement in ('SHARED_ROWS', 'OWN_SCHEMA', 'OWN_DATABASE')),
  server     text collate "C" not null check (server ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  schema     text collate "C" check (schema ~ '^[a-z_][a-z0-9_]{0,62}$'),
  epoch      bigint not null default 1 check (epoch >= 1),
  attributes jsonb not null default '{}',
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint schema_of_its_own check ((placement = 'OWN_SCHEMA') = (schema is not null)),
  constraint attributes_are_texts check (
    case jsonb_typeof(attributes)
      when 'object' then not jsonb_path_exists(attributes, 'strict $.* ? (@.type() != "string")')
      else false
    end),
  constraint one_tenant_per_schema unique (server, schema),
  -- Whoever has a database of its own has the server alone: its range meets that of everybody else there.
  constraint one_tenant_per_own_database exclude using gist (
    tenancy.name_range(server, server, '[]') with &&,
    (case placement when 'OWN_DATABASE' then tenancy.name_range(null, null) else tenancy.name_range(id, id, '[]') end)
      with &&)
);

comment on table tenancy.tenant is 'Who the tenants are and where they live. A change by hand is safe: the epoch rises and all nodes hear of it.';
comment on column tenancy.tenant.attributes is 'Free facts such as the plan, as texts. Never secrets.';

create function tenancy.change_tenant() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.status = 'ERASED' then
    raise exception 'Tenant % was erased and changes no more.', old.id using errcode = 'object_not_in_prerequisite_state';
  end if;
  if new.id <> old.id then
    raise exception 'Tenant % keeps its id.', old.id using errcode = 'object_not_in_prerequisite_state';
  end if;
  new.epoch := old.epoch;
  if (new.status, new.placement, new.server, new.schema)
     is distinct from (old.status, old.placement, old.server, old.schema) then
    new.epoch := old.epoch + 1;
  end if;
  new.created_at := old.created_at;
  new.changed_at := now();
  return new;
end $$;

create trigger change before update on tenancy.tenant
  for each row execute function tenancy.change_tenant();

-- Sent with the commit, hence never for a change that was rolled back.
create function tenancy.announce_tenant() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform pg_notify('tenancy_tenant', old.id || ' ' || old.epoch);
  else
    perform pg_notify('tenancy_tenant', new.id || ' ' || new.epoch);
  end if;
  return null;
end $$;

create trigger announce after insert or update or delete on tenancy.tenant
  for each row execute function tenancy.announce_tenant();
