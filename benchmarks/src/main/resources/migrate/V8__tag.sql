create table tag (
  tenant_id text not null,
  id uuid not null,
  word text not null,
  primary key (tenant_id, id));
create table book_tag (
  tenant_id text not null,
  book_id uuid not null,
  tag_id uuid not null,
  primary key (tenant_id, book_id, tag_id),
  foreign key (tenant_id, book_id) references book,
  foreign key (tenant_id, tag_id) references tag);
