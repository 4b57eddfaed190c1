create table publisher (
  tenant_id text not null,
  id uuid not null,
  name text not null,
  primary key (tenant_id, id));
create unique index publisher_name on publisher (tenant_id, name);
