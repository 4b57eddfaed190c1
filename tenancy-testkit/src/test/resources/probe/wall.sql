-- Wall 2 for shared rows, by hand: the test kit does not know the walls of tenancy-postgres.
alter table audio_book add tenant_id text default nullif(current_setting('tenancy.tenant_id', true), '');
alter table audio_book alter tenant_id set not null;

alter table author_nickname add foreign key (tenant_id, author_id) references author (tenant_id, id);
alter table book add foreign key (tenant_id, author_id) references author (tenant_id, id);
alter table audio_book add foreign key (tenant_id, id) references book (tenant_id, id);
alter table shelf_label add foreign key (tenant_id, shelf_id) references shelf (tenant_id, id);
alter table shelf_book add foreign key (tenant_id, shelf_id) references shelf (tenant_id, id);
alter table shelf_book add foreign key (tenant_id, book_id) references book (tenant_id, id);
alter table loan add foreign key (tenant_id, book_id) references book (tenant_id, id);

do $$
declare
    t text;
begin
    foreach t in array array['author', 'author_nickname', 'book', 'audio_book', 'shelf', 'shelf_label', 'shelf_book', 'loan']
    loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format(
            'create policy app on %I to public '
            'using (tenant_id = (select nullif(current_setting(''tenancy.tenant_id'', true), '''')))', t);
    end loop;
end $$;
