-- A publisher's tables: the same in shared rows, in a schema and in a database of its own. Keys lead with tenant_id, and so do
-- foreign keys: PostgreSQL checks a foreign key without asking row-level security.
create table app_user (
    tenant_id text        not null,
    id        uuid        not null,
    version   int         not null,
    name      text        not null,
    email     text        not null,
    joined_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, email)
);

create table post (
    tenant_id    text        not null,
    id           uuid        not null,
    version      int         not null,
    author_id    uuid        not null,
    title        text        not null,
    body         text        not null,
    status       text        not null check (status in ('DRAFT', 'PUBLISHED')),
    created_at   timestamptz not null,
    published_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, author_id) references app_user (tenant_id, id)
);
create index post_by_age on post (tenant_id, created_at desc, id desc);
create index post_by_author on post (tenant_id, author_id);

create table comment (
    tenant_id  text        not null,
    id         uuid        not null,
    post_id    uuid        not null,
    author_id  uuid        not null,
    body       text        not null,
    written_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, post_id) references post (tenant_id, id),
    foreign key (tenant_id, author_id) references app_user (tenant_id, id)
);
create index comment_by_post on comment (tenant_id, post_id, written_at, id);
create index comment_by_author on comment (tenant_id, author_id);

create table tag (
    tenant_id text not null,
    id        uuid not null,
    name      text not null,
    primary key (tenant_id, id),
    unique (tenant_id, name)
);

create table post_tag (
    tenant_id text not null,
    post_id   uuid not null,
    tag_id    uuid not null,
    primary key (tenant_id, post_id, tag_id),
    foreign key (tenant_id, post_id) references post (tenant_id, id),
    foreign key (tenant_id, tag_id) references tag (tenant_id, id)
);
create index post_tag_by_tag on post_tag (tenant_id, tag_id);

select tenancy_wall('app_user'), tenancy_wall('post'), tenancy_wall('comment'), tenancy_wall('tag'), tenancy_wall('post_tag');
