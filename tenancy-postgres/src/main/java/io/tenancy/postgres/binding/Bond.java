package io.tenancy.postgres.binding;

import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.refusal.ForbiddenStatementException;
import io.tenancy.refusal.TenancyException;
import io.tenancy.refusal.TenantMismatchException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Whether the server's current transaction carries the binding, and how it comes to carry it. Belongs to one connection
 * and, like it, to one thread at a time.
 */
final class Bond {

    private static final String CONNECTION_DOES_NOT_EXIST = "08003";
    private static final String READ_ONLY_TRANSACTION = "25006";

    private final Connection pooled;
    private final BaseConnection driver;
    private final Binding own;
    private Binding binding;
    private final StatementRules rules;
    private final Lender lender;
    private boolean bound;
    private @Nullable SQLException abortedBy;

    Bond(Connection pooled, Binding binding, StatementRules rules, Lender lender) throws SQLException {
        this.pooled = pooled;
        this.driver = pooled.unwrap(BaseConnection.class);
        this.own = binding;
        this.binding = binding;
        this.rules = rules;
        this.lender = lender;
    }

    /** Work on the driver's side of the connection. */
    @FunctionalInterface
    interface Work {
        @Nullable
        Object run() throws SQLException;
    }

    Connection pooled() {
        return pooled;
    }

    BaseConnection driver() {
        return driver;
    }

    Binding binding() {
        return binding;
    }

    /** See {@link CarriedSettings}. */
    void carryAlso(Map<String, String> settings) {
        Binding wider = own.carrying(settings);
        if (!wider.sameAs(binding)) {
            binding = wider;
            bound = false;
        }
    }

    /** What goes past the pool's own check asks here: a copy manager that was kept must not reach the next borrower. */
    void checkOpen() throws SQLException {
        if (pooled.isClosed()) {
            throw new SQLNonTransientConnectionException(
                    "This connection of " + binding + " is closed.", CONNECTION_DOES_NOT_EXIST);
        }
    }

    /** Refuses text that no tenant's connection runs, and any text on behalf of a tenant other than the thread's. */
    StatementKind check(String sql) throws SQLException {
        checkThread();
        return rules.check(sql, binding.tenant());
    }

    /** The same where transaction control makes no sense. */
    void checkOrdinary(String sql) throws SQLException {
        if (check(sql) != StatementKind.ORDINARY) {
            throw new ForbiddenStatementException(
                    binding.tenant(), "Transaction control in a batch", "Use commit() and rollback().");
        }
    }

    /**
     * True while the transaction carries the binding. The driver's own state decides: it turns idle with a commit or a
     * rollback however they were sent.
     */
    boolean carries() {
        return bound && driver.getTransactionState() == TransactionState.OPEN;
    }

    boolean transactionOpen() {
        return driver.getTransactionState() != TransactionState.IDLE;
    }

    Optional<SQLException> findAbortCause() {
        return aborted() ? Optional.ofNullable(abortedBy) : Optional.empty();
    }

    private boolean aborted() {
        return driver.getTransactionState() == TransactionState.FAILED;
    }

    /** Runs a statement that is sent behind the binding. */
    @Nullable
    Object carry(Work work) throws SQLException {
        Object result = binding(work);
        lender.carriedBinding();
        return result;
    }

    private @Nullable Object binding(Work work) throws SQLException {
        // An error takes the binding back: with the transaction, or with the driver's own savepoint.
        bound = false;
        Object result = translated(work);
        bound = transactionOpen();
        return result;
    }

    /** Runs a statement in a transaction that carries the binding, or one that needs none. */
    @Nullable
    Object plain(Work work) throws SQLException {
        Object result = translated(work);
        bound = bound && transactionOpen();
        return result;
    }

    /** Runs transaction control: even where a transaction is open afterwards, it may be another or a part rolled back. */
    @Nullable
    Object control(Work work) throws SQLException {
        try {
            return translated(work);
        } finally {
            bound = false;
        }
    }

    /** Runs a statement that cannot be sent behind the binding, hence after it; in auto-commit both in one transaction. */
    @Nullable
    Object eager(Work work) throws SQLException {
        checkThread();
        if (carries()) {
            return plain(work);
        }
        if (!pooled.getAutoCommit() || transactionOpen()) {
            bind();
            return plain(work);
        }
        pooled.setAutoCommit(false);
        try {
            bind();
            Object result = plain(work);
            pooled.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollbackAfter(e);
            throw e;
        } finally {
            bound = false;
            if (!driver.isClosed()) {
                pooled.setAutoCommit(true);
            }
        }
    }

    private void bind() throws SQLException {
        binding(() -> {
            try (PreparedStatement statement = pooled.prepareStatement(binding.statement())) {
                binding.setParameters(statement);
                return statement.execute();
            }
        });
        lender.boundEagerly();
    }

    private void rollbackAfter(Exception cause) {
        try {
            pooled.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** A connection that was handed to another tenant's scope stops here. */
    private void checkThread() {
        TenantId tenant = binding.tenant();
        if (tenant == null) {
            return;
        }
        TenantId entered =
                TenantContext.require("A statement of tenant '" + tenant + "'").tenant();
        if (!entered.equals(tenant)) {
            throw new TenantMismatchException("A statement", tenant, entered);
        }
    }

    private @Nullable Object translated(Work work) throws SQLException {
        boolean aborted = aborted();
        try {
            return work.run();
        } catch (SQLException e) {
            abortedBy = aborted ? abortedBy : e;
            if (VoidPlan.isToldBy(e)) {
                lender.foundVoidPlan();
            }
            if (READ_ONLY_TRANSACTION.equals(e.getSQLState())) {
                refuseWrite(e);
            }
            TenancyException missing = binding.roleRefusal(e);
            if (missing != null) {
                throw missing;
            }
            throw e.getSQLState() == null && pooled.isClosed() ? closed(e) : e;
        }
    }

    /** The pool says in words alone that it has closed a broken connection. */
    private static SQLException closed(SQLException cause) {
        return new SQLNonTransientConnectionException(cause.getMessage(), CONNECTION_DOES_NOT_EXIST, cause);
    }

    /** The tenant's status is the reason, unless somebody made the transaction itself read-only. */
    private void refuseWrite(SQLException cause) {
        try {
            binding.requireWrite("A write");
        } catch (TenancyException refusal) {
            refusal.addSuppressed(cause);
            throw refusal;
        }
    }
}
