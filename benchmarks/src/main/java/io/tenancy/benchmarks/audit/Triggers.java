package io.tenancy.benchmarks.audit;

/** A row trigger as one finds it everywhere: the row before and after as JSON. */
final class Triggers {

    static final String DDL =
            """
            create table trail (
              seq bigint generated always as identity primary key, at timestamptz not null default now(),
              entity text not null, entity_id text not null, kind text not null, before jsonb, after jsonb,
              actor text);
            create index on trail (entity, entity_id, at);
            create function keep_trail() returns trigger language plpgsql as $$
            begin
              insert into trail (entity, entity_id, kind, before, after, actor)
              values (tg_table_name, coalesce(new.id, old.id)::text, tg_op,
                      case when tg_op <> 'INSERT' then to_jsonb(old) end,
                      case when tg_op <> 'DELETE' then to_jsonb(new) end,
                      current_setting('app.actor', true));
              return null;
            end $$;
            create trigger keep_trail after insert or update or delete on parcel
              for each row execute function keep_trail();
            """;

    private Triggers() {}
}
