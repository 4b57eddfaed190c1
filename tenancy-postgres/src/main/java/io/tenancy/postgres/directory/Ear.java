package io.tenancy.postgres.directory;

import io.tenancy.SchemaName;
import io.tenancy.ServerName;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Who hears of changes on one channel. Anybody on the database can say anything there: what is not understood counts as a
 * change of everything.
 *
 * @param missed told that changes may not have been heard
 */
record Ear(String channel, Consumer<String> heard, Runnable missed) {

    private static final Pattern TARGET = Pattern.compile("([a-z0-9][a-z0-9_-]{0,39}) ([a-z_][a-z0-9_]{0,62})");

    static Ear of(CachedTenantDirectory cache) {
        return new Ear(
                "tenancy_tenant",
                said -> ToldChange.parse(said)
                        .ifPresentOrElse(change -> cache.forgetUpTo(change.tenant(), change.epoch()), cache::forgetAll),
                cache::forgetAll);
    }

    static Ear of(VersionGate gate) {
        return new Ear(
                "tenancy_schema_version",
                said -> {
                    var target = TARGET.matcher(said);
                    if (target.matches()) {
                        gate.forget(ServerName.of(target.group(1)), SchemaName.of(target.group(2)));
                    } else {
                        gate.forgetAll();
                    }
                },
                gate::forgetAll);
    }
}
