-- Reference data that every publisher shares; run once for each database, before schema.sql.
create schema reference;

create table reference.country (
    code text primary key,
    name text not null
);

-- Everybody who may connect may read it, nobody but the owner may change it.
grant usage on schema reference to public;
grant select on reference.country to public;

insert into reference.country (code, name) values
    ('CA', 'Canada'),
    ('CL', 'Chile'),
    ('DE', 'Germany'),
    ('DK', 'Denmark'),
    ('FR', 'France'),
    ('GB', 'United Kingdom'),
    ('GR', 'Greece'),
    ('IE', 'Ireland'),
    ('IN', 'India'),
    ('IS', 'Iceland'),
    ('JP', 'Japan'),
    ('LB', 'Lebanon'),
    ('MX', 'Mexico'),
    ('NO', 'Norway'),
    ('NZ', 'New Zealand'),
    ('PT', 'Portugal'),
    ('US', 'United States'),
    ('ZA', 'South Africa');
