package io.tenancy.postgres.schema;

import java.util.List;
import java.util.Set;

/**
 * The three roles of a server. Immutable.
 *
 * @param owner owns schemas and tables and runs migrations
 * @param app serves tenants: no superuser, no BYPASSRLS, owns nothing, member of no other of these roles
 * @param operator reads across tenants and writes nothing
 */
public record Roles(Identifier owner, Identifier app, Identifier operator) {

    /** @throws IllegalArgumentException if one name stands for two roles: the application would pass its own wall */
    public Roles {
        if (Set.copyOf(List.of(owner, app, operator)).size() < 3) {
            throw new IllegalArgumentException("Roles refused: expected three different roles, found owner '" + owner
                    + "', app '" + app + "', operator '" + operator + "'.");
        }
    }

    /** @throws IllegalArgumentException if a name breaks the rule of {@link Identifier} or stands for two roles */
    public static Roles of(String owner, String app, String operator) {
        return new Roles(Identifier.of(owner), Identifier.of(app), Identifier.of(operator));
    }
}
