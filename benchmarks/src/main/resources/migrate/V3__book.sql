create table book (
  tenant_id text not null,
  id uuid not null,
  author_id uuid not null,
  publisher_id uuid,
  title text not null,
  price numeric(10, 2) not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, author_id) references author,
  foreign key (tenant_id, publisher_id) references publisher);
create index book_author on book (tenant_id, author_id);
create index book_publisher on book (tenant_id, publisher_id);
