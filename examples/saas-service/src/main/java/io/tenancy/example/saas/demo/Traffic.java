package io.tenancy.example.saas.demo;

import io.tenancy.Tenant;
import io.tenancy.TenantStatus;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.example.saas.ground.Ground;
import io.tenancy.refusal.TenancyException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/** Readers of all publishers at once, more than there are connections, so that there is something to see. */
@Component
public class Traffic {

    private static final int READERS = 8;

    private final TenantDirectory directory;
    private final SlowRead read;
    private final AtomicInteger readers = new AtomicInteger();

    Traffic(TenantDirectory directory, SlowRead read) {
        this.directory = directory;
        this.read = read;
    }

    public boolean isRunning() {
        return readers.get() > 0;
    }

    /** Begins, unless there is some already. */
    public void start(Duration length) {
        if (isRunning()) {
            return;
        }
        Instant end = Instant.now().plus(length);
        for (Tenant tenant : Ground.all(directory)) {
            if (tenant.status() == TenantStatus.ACTIVE) {
                for (int i = 0; i < READERS; i++) {
                    readers.incrementAndGet();
                    var reader = new Thread(() -> read(tenant, end), "reader of " + tenant.id());
                    reader.setDaemon(true);
                    reader.start();
                }
            }
        }
    }

    private void read(Tenant tenant, Instant end) {
        try {
            while (Instant.now().isBefore(end)) {
                try {
                    TenantContext.of(tenant.id()).run(read::run);
                } catch (TenancyException | CannotCreateTransactionException e) {
                    // Suspended meanwhile, or throttled: such readers go away.
                    return;
                }
            }
        } finally {
            readers.decrementAndGet();
        }
    }
}
