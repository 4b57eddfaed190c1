-- Rows of one publisher. Number 1 has an id that every publisher has, number %2$s an id that only this one has.
insert into author (tenant_id, id, version, name, email, country_code)
select '%1$s', uuid('00000000-0000-7000-8000-0000000000a' || n), 0, 'Author ' || n || ' of %1$s', n || '@%1$s.example', 'PT'
from unnest(array[1, %2$s]) n;

insert into author_link (tenant_id, author_id, link)
select tenant_id, id, 'https://example.org/' || email from author where tenant_id = '%1$s';

insert into subscription (tenant_id, author_id, reader_email, since)
select '%1$s', uuid('00000000-0000-7000-8000-0000000000a' || n), 'reader@example.org', '2026-05-01'
from unnest(array[1, %2$s]) n;

insert into post (tenant_id, id, version, author_id, slug, title, body, status, published_at)
select '%1$s', uuid('00000000-0000-7000-8000-0000000000' || kind || n), 0, uuid('00000000-0000-7000-8000-0000000000a' || n),
    kind || n || '-of-%1$s', 'Title ' || n || ' of %1$s', 'Body', 'PUBLISHED', '2026-05-01'
from unnest(array[1, %2$s]) n, unnest(array['b', 'c', 'd']) kind;

insert into podcast (tenant_id, id, audio_url, minutes)
select '%1$s', uuid('00000000-0000-7000-8000-0000000000c' || n), 'https://example.org/%1$s.mp3', 12
from unnest(array[1, %2$s]) n;

insert into recipe (tenant_id, id, serves, minutes)
select '%1$s', uuid('00000000-0000-7000-8000-0000000000d' || n), 4, 30
from unnest(array[1, %2$s]) n;

insert into comment (tenant_id, id, post_id, reply_to_id, reader, body, written_at)
select '%1$s', n, uuid('00000000-0000-7000-8000-0000000000b' || n), null, 'A reader', 'Of %1$s', '2026-05-02'
from unnest(array[1, %2$s]) n;

insert into note (tenant_id, id, post_id, text)
select '%1$s', uuid('00000000-0000-7000-8000-0000000000e' || n), uuid('00000000-0000-7000-8000-0000000000b' || n), 'Of %1$s'
from unnest(array[1, %2$s]) n;

insert into tag (tenant_id, id, name)
select '%1$s', n, 'tag ' || n || ' of %1$s' from unnest(array[1, %2$s]) n;

-- A post that only this publisher has keeps to the tag that only this one has, so that it can be read in any case.
insert into post_tag (tenant_id, post_id, tag_id)
select '%1$s', id, n from post, unnest(array[1, %2$s]) n
where tenant_id = '%1$s' and (id::text like '%%1' or n <> 1);
