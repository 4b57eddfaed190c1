create table customer (
  tenant_id text not null,
  id uuid not null,
  email text not null,
  address jsonb not null default '{}',
  primary key (tenant_id, id));
create unique index customer_email on customer (tenant_id, email);
