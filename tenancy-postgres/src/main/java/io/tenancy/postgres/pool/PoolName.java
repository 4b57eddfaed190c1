package io.tenancy.postgres.pool;

import io.tenancy.ServerName;

/** The identity of a pool; its text, such as {@code main-rows}, names it in logs and meters. */
public record PoolName(ServerName server, PoolKind kind) {

    @Override
    public String toString() {
        return server + "-" + kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
