package io.tenancy.postgres;

import io.tenancy.event.TenancyEvent.AccessRefused;
import io.tenancy.event.TenancyListener;
import io.tenancy.refusal.TenancyException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/** Whoever listens hears of each refusal, once, where it leaves. */
record Refusals(TenancyListener listener) {

    <T> T telling(Supplier<T> work) {
        try {
            return work.get();
        } catch (TenancyException refusal) {
            throw tell(refusal);
        }
    }

    Connection tellingOf(WallCheck.Opening work) throws SQLException {
        try {
            return work.open();
        } catch (TenancyException refusal) {
            throw tell(refusal);
        }
    }

    TenancyException tell(TenancyException refusal) {
        listener.on(new AccessRefused(refusal));
        return refusal;
    }
}
