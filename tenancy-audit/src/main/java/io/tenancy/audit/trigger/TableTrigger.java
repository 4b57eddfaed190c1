package io.tenancy.audit.trigger;

import io.tenancy.audit.row.RowJson;
import io.tenancy.postgres.wall.TenantColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The trigger of one table: for each row the event that Hibernate's would be. Per row, since a function over all rows of a
 * statement keeps the plan of the first one it meets; see decision 033. Immutable.
 */
record TableTrigger(String table, String body) {

    private static final String NAME = "tenancy_audit_of_";
    private static final int LONGEST = 63;

    private static final String BODY =
            """

            declare
              actor text := nullif(current_setting('tenancy.actor', true), '');
              was jsonb;
              now jsonb;
            begin
              if actor is null then
                raise exception '% on % refused: its rows are on the audit trail, expected somebody who acts, found nobody.',
                  tg_op, tg_table_name using errcode = 'insufficient_privilege',
                  hint = 'Enter the scope with TenantContext.withActor. By hand: set local tenancy.actor = ''your name'';';
              end if;
              if tg_op = 'UPDATE' and (%SAME%) then
                was := %DIFFERENCE_OLD%;
                now := %DIFFERENCE_NEW%;
                if was is not null or now is not null then
                  %INSERT_UPDATE%
                end if;
                return null;
              end if;
              if tg_op <> 'INSERT' and %ENTITY_OLD% is not null then
                was := %WHOLE_OLD%;
                %INSERT_DELETE%
              end if;
              if tg_op <> 'DELETE' and %ENTITY_NEW% is not null then
                now := %WHOLE_NEW%;
                %INSERT_INSERT%
              end if;
              return null;
            end
            """;

    private static final String INSERT =
            """
            insert into {log} (%s, id, kind, entity, entity_id, before, after, actor_kind, actor, reason, correlation_id, attempt)
            values (%s, gen_random_uuid(), '%s', %s, %s, %s, %s,
              coalesce(nullif(current_setting('tenancy.actor_kind', true), ''), 'USER'), actor,
              nullif(current_setting('tenancy.reason', true), ''),
              nullif(current_setting('tenancy.correlation_id', true), ''),
              coalesce(nullif(current_setting('tenancy.attempt', true), '')::int, 1));""";

    static TableTrigger of(RowJson row, TenantColumn column) {
        String tenant = column.name().quoted();
        // A row that gets another key or tenant is one that goes and one that comes.
        var keys = new ArrayList<>(row.keys());
        keys.add(tenant);
        String same = keys.stream()
                .map(key -> "old." + key + " is not distinct from new." + key)
                .collect(Collectors.joining(" and "));
        String sameEntity = row.entity("old") + " is not distinct from " + row.entity("new");
        String body = BODY.replace("%SAME%", same + " and " + sameEntity)
                .replace("%DIFFERENCE_OLD%", row.differing("old", "new"))
                .replace("%DIFFERENCE_NEW%", row.differing("new", "old"))
                .replace("%ENTITY_OLD%", row.entity("old"))
                .replace("%ENTITY_NEW%", row.entity("new"))
                .replace("%WHOLE_OLD%", row.whole("old"))
                .replace("%WHOLE_NEW%", row.whole("new"))
                .replace("%INSERT_UPDATE%", insert(row, tenant, "new", "UPDATE", "was", "now"))
                .replace("%INSERT_DELETE%", insert(row, tenant, "old", "DELETE", "was", "null"))
                .replace("%INSERT_INSERT%", insert(row, tenant, "new", "INSERT", "null", "now"));
        return new TableTrigger(row.table(), body);
    }

    private static String insert(RowJson row, String tenant, String of, String kind, String before, String after) {
        return INSERT.formatted(tenant, of + "." + tenant, kind, row.entity(of), row.id(of), before, after);
    }

    /** PostgreSQL cuts longer names, and what is left may be another's. */
    String function() {
        String name = NAME + table;
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST ? name : NAME + UUID.nameUUIDFromBytes(bytes);
    }

    /** The line of the script. */
    String statement() {
        return "select tenancy_audit_trigger('%s', '%s', $tenancy_body$%s$tenancy_body$);\n"
                .formatted(quoted(table), quoted(function()), body);
    }

    /** What the function's text is where the log has this name. */
    String bodyFor(String log) {
        return body.replace("{log}", log);
    }

    private static String quoted(String text) {
        return text.replace("'", "''");
    }
}
