alter table purchase add column state text not null default 'PLACED';
create index purchase_state on purchase (tenant_id, state);
insert into tag (tenant_id, id, word) values ('any', '00000000-0000-0000-0000-000000000001', 'new');
