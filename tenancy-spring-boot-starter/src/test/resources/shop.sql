create table customer (
    tenant_id text not null default nullif(current_setting('tenancy.tenant_id', true), ''),
    id        uuid not null,
    name      text not null,
    email     text not null,
    primary key (tenant_id, id),
    unique (tenant_id, email)
);
create table category (
    tenant_id text not null default nullif(current_setting('tenancy.tenant_id', true), ''),
    id        uuid not null,
    name      text not null,
    primary key (tenant_id, id)
);
create table product (
    tenant_id text not null default nullif(current_setting('tenancy.tenant_id', true), ''),
    id        uuid not null,
    name      text not null,
    cents     int  not null,
    primary key (tenant_id, id)
);
create table product_categories (
    tenant_id     text not null default nullif(current_setting('tenancy.tenant_id', true), ''),
    product_id    uuid not null,
    categories_id uuid not null,
    primary key (tenant_id, product_id, categories_id),
    foreign key (tenant_id, product_id) references product (tenant_id, id),
    foreign key (tenant_id, categories_id) references category (tenant_id, id)
);
create table purchase (
    tenant_id   text not null default nullif(current_setting('tenancy.tenant_id', true), ''),
    id          uuid not null,
    version     int  not null,
    customer_id uuid not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
create table purchase_line (
    tenant_id   text not null default nullif(current_setting('tenancy.tenant_id', true), ''),
    id          uuid not null,
    purchase_id uuid not null,
    product_id  uuid not null,
    pieces      int  not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, purchase_id) references purchase (tenant_id, id),
    foreign key (tenant_id, product_id) references product (tenant_id, id)
);
