alter table book add column in_stock int not null default 0;
alter table book add constraint book_in_stock check (in_stock >= 0);
