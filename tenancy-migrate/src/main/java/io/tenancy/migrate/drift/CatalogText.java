package io.tenancy.migrate.drift;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The query of a catalog's parts, with what repeats in it written out. */
final class CatalogText {

    static final String SQL = writtenOut(read());

    private static final String SEEN = "case when set_config('search_path', p.path, true) is not null then";

    private static final String OWNER =
            """
            case when $1 = 0 then 'PUBLIC' when pg_get_userbyid($1) = p.actor then 'the schema''s role'
                 else coalesce((select label from known where role = pg_get_userbyid($1)), pg_get_userbyid($1)) end""";

    private static final String ACL =
            """
            coalesce((select string_agg(held.holder || ' ' || held.rights, ', ' order by held.holder collate "C")
               from (select {owner(acl.grantee)} as holder,
                            string_agg(acl.privilege_type || case when acl.is_grantable then ' with grant option' else '' end,
                                       '+' order by acl.privilege_type collate "C") as rights
                       from aclexplode(coalesce($1, acldefault($2, $3))) acl group by acl.grantee) held), 'none')""";

    private CatalogText() {}

    private static String writtenOut(String sql) {
        String text = sql.replace("{seen}", SEEN);
        text = replaced(text, "\\{acl\\(([^,]+), ([^,]+), ([^}]+)\\)\\}", ACL);
        return replaced(text, "\\{owner\\(([^}]+)\\)\\}", OWNER);
    }

    private static String replaced(String sql, String pattern, String by) {
        return Pattern.compile(pattern).matcher(sql).replaceAll(match -> {
            String text = by;
            for (int i = 1; i <= match.groupCount(); i++) {
                text = text.replace("$" + i, match.group(i));
            }
            return Matcher.quoteReplacement(text);
        });
    }

    private static String read() {
        try (InputStream file = CatalogText.class.getResourceAsStream("/META-INF/tenancy/drift/catalog.sql")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
