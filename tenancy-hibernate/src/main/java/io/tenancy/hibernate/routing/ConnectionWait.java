package io.tenancy.hibernate.routing;

import io.tenancy.context.Deadline;
import io.tenancy.context.TenantScope;
import java.time.Duration;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Has one session wait for its connection no longer than its transaction may last: the timeout that Jakarta's
 * {@code EntityTransaction}, Hibernate's {@code Transaction} and Spring's {@code @Transactional} set. Hibernate itself
 * counts it from when the connection is there.
 */
final class ConnectionWait implements SessionEventListener {

    private final transient SharedSessionContractImplementor session;
    private transient TenantScope scope = () -> {};

    ConnectionWait(SharedSessionContractImplementor session) {
        this.session = session;
    }

    @Override
    public void jdbcConnectionAcquisitionStart() {
        int seconds = session.getTransactionCoordinator().getTimeOut();
        Deadline deadline = seconds > 0 ? Deadline.in(Duration.ofSeconds(seconds)) : Deadline.NONE;
        scope = deadline.enter();
    }

    @Override
    public void jdbcConnectionAcquisitionEnd() {
        scope.close();
    }
}
