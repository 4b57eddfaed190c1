-- Capture by the database, made from the entity model. For a migration, after select tenancy_audit_log(), and again whenever it
-- changes. Runs in each schema with the rights of its owner. Who writes to these tables says who he is, or is refused:
-- set local tenancy.actor = 'ann'; and where it matters tenancy.actor_kind (USER, SERVICE, JOB) and tenancy.reason.

-- The log is named with its schema: nobody's search path, and no temporary table, leads past it.
create or replace function tenancy_audit_trigger(target text, name text, body text) returns void language plpgsql as $tenancy$
begin
  execute format('create or replace function %I() returns trigger language plpgsql as %L',
                 name, replace(body, '{log}', format('%I.audit_event', current_schema())));
  execute format('revoke all on function %I() from public', name);
  execute format('create or replace trigger tenancy_audit after insert or update or delete on %I
                    for each row execute function %I()', target, name);
  execute format('create or replace trigger tenancy_audit_truncate before truncate on %I
                    for each statement execute function tenancy_audit_no_truncate()', target);
end $tenancy$;

create or replace function tenancy_audit_no_truncate() returns trigger language plpgsql as $tenancy$
begin
  raise exception 'TRUNCATE of % refused: its rows are on the audit trail, expected a DELETE, which says of each that it is gone.',
    tg_table_name using errcode = 'insufficient_privilege';
end $tenancy$;

revoke all on function tenancy_audit_trigger(text, text, text), tenancy_audit_no_truncate() from public;
