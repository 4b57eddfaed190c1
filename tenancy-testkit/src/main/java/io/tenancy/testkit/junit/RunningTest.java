package io.tenancy.testkit.junit;

import io.tenancy.context.TenantScope;
import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.leak.LeakCheck;
import io.tenancy.testkit.postgres.TestDatabase;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One test from before to after: its database, its tenant, its leaks. */
final class RunningTest {

    private final Databases databases;
    private final Place place;
    private final Optional<TenantScope> scope;
    private final LeakCheck leaks;
    private final Conflicts conflicts;

    RunningTest(ExtensionContext context, Databases databases, Place place, Optional<TenantScope> scope) {
        this.conflicts = new Conflicts(place.served().watched(), new Annotated(context).isolation());
        this.databases = databases;
        this.place = place;
        this.scope = scope;
        // In one transaction of its own, the place knows itself what is open.
        this.leaks = place instanceof SharedPlace
                ? new LeakCheck()
                : LeakCheck.of(place.served().database());
        leaks.beforeEach(context);
    }

    void countFromHere() {
        place.served().watched().log().clear();
    }

    void check(QueryBudget budget) {
        new Budget(budget, place.served().watched().log().statements()).check();
    }

    /** What a test may have as a parameter. */
    Optional<Object> find(Class<?> type) {
        var served = place.served();
        if (type == TestDatabase.class) {
            return Optional.of(served.database());
        }
        if (type == DataSource.class) {
            return Optional.of(new AppDataSource(served.database()));
        }
        if (type == TwoTenants.class) {
            return Optional.of(databases.template().tenants());
        }
        if (type == Conflicts.class) {
            return Optional.of(conflicts);
        }
        return Optional.<Object>of(served.service()).filter(type::isInstance);
    }

    void end(ExtensionContext context) throws Exception {
        var ends = new Ends();
        ends.run(conflicts::end);
        ends.run(() -> leaks.afterEach(context));
        ends.run(() -> place.end(ends.haveFailed()));
        scope.ifPresent(open -> ends.run(open::close));
        ends.throwFirst();
    }
}
