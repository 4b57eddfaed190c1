package io.tenancy.hibernate.fetch;

import java.util.stream.Collectors;

/**
 * What a test expects of a session: {@code FetchLedger.of(session).expect().selects(3).noNPlusOne()}. Each method throws
 * an {@link AssertionError} that lists the statements, and otherwise gives this back.
 */
public final class FetchExpectation {

    private final FetchLedger ledger;

    FetchExpectation(FetchLedger ledger) {
        this.ledger = ledger;
    }

    /** Exactly so many selects ran. */
    public FetchExpectation selects(long expected) {
        if (ledger.selects() != expected) {
            throw failed("Expected " + expected + " selects, but there were " + ledger.selects());
        }
        return this;
    }

    /** At most so many selects ran. */
    public FetchExpectation atMostSelects(long expected) {
        if (ledger.selects() > expected) {
            throw failed("Expected at most " + expected + " selects, but there were " + ledger.selects());
        }
        return this;
    }

    /** Nothing was fetched one by one, as often as the guard of the session counts. */
    public FetchExpectation noNPlusOne() {
        if (!ledger.repetitions().isEmpty()) {
            throw failed("Expected nothing to be fetched one by one, but "
                    + ledger.repetitions().stream().map(Repetition::toString).collect(Collectors.joining("\nand ")));
        }
        return this;
    }

    private AssertionError failed(String what) {
        return new AssertionError(what
                + ledger.statements().stream().map(Object::toString).collect(Collectors.joining("\n  ", ":\n  ", "")));
    }
}
