package io.tenancy.example.cookbook.recipe;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.tenancy.context.TenantContext;
import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.publishing.Publishing;
import io.tenancy.hibernate.HibernateTenancy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.jdbc.core.simple.JdbcClient;

/** JDBC, Spring's JdbcClient and jOOQ on the same data source, which is the tenant's as sessions are. */
public final class PlainSql {

    public static void main(String... args) throws Exception {
        Kitchen.cook(PlainSql::cook);
    }

    public static void cook(Kitchen kitchen) throws Exception {
        HibernateTenancy tenancy = kitchen.serve(Publishing.entities());
        TenantContext.of("acme").run(() -> Publishing.fill(tenancy));
        DataSource source = tenancy.dataSource();
        for (String tenant : new String[] {"acme", "globex"}) {
            try (var scope = TenantContext.of(tenant).enter()) {
                kitchen.say("%-6s by JDBC: %d posts of 200 words and more", tenant, longPosts(source));
                kitchen.say(
                        "%-6s by JdbcClient: %s",
                        tenant,
                        JdbcClient.create(source)
                                .sql("select name from users where name like :pattern order by name")
                                .param("pattern", "%n%")
                                .query(String.class)
                                .list());
                kitchen.say(
                        "%-6s by jOOQ: %s",
                        tenant,
                        DSL.using(source, SQLDialect.POSTGRES)
                                .select(field("words"), count())
                                .from(table("post"))
                                .where(field("words", Integer.class).gt(100))
                                .groupBy(field("words"))
                                .orderBy(field("words"))
                                .fetch(row -> row.value2() + " posts of " + row.value1()));
            }
        }
        try (Connection nobody = source.getConnection()) {
            kitchen.say("nobody was given %s", nobody);
        } catch (SQLException | RuntimeException e) {
            kitchen.say("without a tenant: %s", e.getClass().getSimpleName());
        }
    }

    private static long longPosts(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement query = connection.prepareStatement("select count(*) from post where words >= ?")) {
            query.setInt(1, 200);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
