package io.tenancy.hibernate.transaction;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a unit of work was asked to be. Null stands for the server's own choice, or for no limit. */
record TransactionOptions(
        @Nullable Isolation isolation,
        boolean readOnly,
        RetryPolicy retry,
        @Nullable Duration timeout,
        boolean outcomeCheck,
        @Nullable Cancellation cancellation) {

    static final TransactionOptions PLAIN = new TransactionOptions(null, false, RetryPolicy.none(), null, false, null);

    TransactionOptions withIsolation(Isolation wanted) {
        return new TransactionOptions(wanted, readOnly, retry, timeout, outcomeCheck, cancellation);
    }

    TransactionOptions asReadOnly() {
        return new TransactionOptions(isolation, true, retry, timeout, outcomeCheck, cancellation);
    }

    TransactionOptions withRetry(RetryPolicy policy) {
        return new TransactionOptions(isolation, readOnly, policy, timeout, outcomeCheck, cancellation);
    }

    TransactionOptions withTimeout(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("Timeout " + limit + " refused: expected more than zero.");
        }
        return new TransactionOptions(isolation, readOnly, retry, limit, outcomeCheck, cancellation);
    }

    TransactionOptions withOutcomeCheck() {
        return new TransactionOptions(isolation, readOnly, retry, timeout, true, cancellation);
    }

    TransactionOptions withCancellation(Cancellation by) {
        return new TransactionOptions(isolation, readOnly, retry, timeout, outcomeCheck, by);
    }

    Optional<Duration> findTimeout() {
        return Optional.ofNullable(timeout);
    }
}
