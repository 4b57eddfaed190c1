-- The tables of a library. Keys lead with the tenant, but references do not: nothing stops a foreign parent.
create sequence author_seq increment by 50;
create sequence book_seq increment by 50;

create table author (
    tenant_id text   not null,
    id        bigint not null unique,
    version   int    not null,
    email     text   not null,
    name      text   not null,
    primary key (tenant_id, id),
    unique (tenant_id, email)
);

create table author_nickname (
    tenant_id text   not null default nullif(current_setting('tenancy.tenant_id', true), ''),
    author_id bigint not null references author (id),
    nickname  text   not null,
    primary key (tenant_id, author_id, nickname)
);

create table book (
    tenant_id text   not null,
    id        bigint not null unique,
    title     text   not null,
    author_id bigint references author (id),
    primary key (tenant_id, id)
);

-- Belongs to whoever owns the book; its rows do not say so themselves.
create table audio_book (
    id      bigint primary key references book (id),
    minutes int not null
);

create table shelf (
    tenant_id text not null,
    id        int  not null,
    room      text not null,
    primary key (tenant_id, id)
);

create table shelf_label (
    tenant_id text not null default nullif(current_setting('tenancy.tenant_id', true), ''),
    shelf_id  int  not null,
    label     text not null,
    primary key (tenant_id, shelf_id, label)
);

create table shelf_book (
    tenant_id text   not null default nullif(current_setting('tenancy.tenant_id', true), ''),
    shelf_id  int    not null,
    book_id   bigint not null references book (id)
);

create table loan (
    tenant_id text   not null,
    book_id   bigint not null references book (id),
    reader    text   not null,
    due       date   not null,
    primary key (tenant_id, book_id, reader)
);
