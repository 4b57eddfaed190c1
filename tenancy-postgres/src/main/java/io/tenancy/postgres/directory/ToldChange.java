package io.tenancy.postgres.directory;

import io.tenancy.TenantId;
import java.util.Optional;
import java.util.regex.Pattern;

/** A change of a tenant as the trigger tells it, such as {@code acme 7}; anybody on the database can say the like. */
record ToldChange(TenantId tenant, long epoch) {

    private static final Pattern RULE = Pattern.compile("(\\S+) (\\d{1,18})");

    static Optional<ToldChange> parse(String said) {
        var matcher = RULE.matcher(said);
        return matcher.matches()
                ? TenantId.parse(matcher.group(1)).map(id -> new ToldChange(id, Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }
}
