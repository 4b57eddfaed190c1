package io.tenancy.postgres;

import io.tenancy.event.TenancyEvent.AccessRefused;
import io.tenancy.event.TenancyListener;
import io.tenancy.refusal.TenancyException;
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

    <T> T tellingOf(Work<T> work) throws SQLException {
        try {
            return work.result();
        } catch (TenancyException refusal) {
            throw tell(refusal);
        }
    }

    /** What may also fail at the server. */
    interface Work<T> {
        T result() throws SQLException;
    }

    TenancyException tell(TenancyException refusal) {
        listener.on(new AccessRefused(refusal));
        return refusal;
    }
}
