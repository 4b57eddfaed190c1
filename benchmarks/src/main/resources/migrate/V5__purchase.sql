create table purchase (
  tenant_id text not null,
  id uuid not null,
  customer_id uuid not null,
  placed_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer);
create table purchase_line (
  tenant_id text not null,
  purchase_id uuid not null,
  line int not null,
  book_id uuid not null,
  amount int not null check (amount > 0),
  primary key (tenant_id, purchase_id, line),
  foreign key (tenant_id, purchase_id) references purchase,
  foreign key (tenant_id, book_id) references book);
