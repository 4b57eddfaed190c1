create table review (
  tenant_id text not null,
  id uuid not null,
  book_id uuid not null,
  stars int not null check (stars between 1 and 5),
  words text,
  primary key (tenant_id, id),
  foreign key (tenant_id, book_id) references book);
create index review_book on review (tenant_id, book_id);
