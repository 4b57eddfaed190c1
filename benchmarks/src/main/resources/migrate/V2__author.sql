create table author (
  tenant_id text not null,
  id uuid not null,
  name text not null,
  born date,
  primary key (tenant_id, id));
create index author_name on author (tenant_id, name);
