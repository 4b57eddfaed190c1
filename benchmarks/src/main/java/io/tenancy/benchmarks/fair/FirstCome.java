package io.tenancy.benchmarks.fair;

import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.postgres.binding.Binding;
import io.tenancy.postgres.binding.BoundConnection;
import io.tenancy.postgres.binding.Lender;
import io.tenancy.postgres.binding.StatementRules;
import io.tenancy.postgres.wall.TenantSetting;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Connections of a plain pool, bound as Tenancy binds them, for whoever asks first: what there is without admission. */
record FirstCome(DataSource pool, TenantDirectory directory, StatementRules rules) implements Lending {

    private static final String SETTING = TenantSetting.DEFAULT.name();

    static FirstCome of(DataSource pool, TenantDirectory directory) {
        return new FirstCome(pool, directory, new StatementRules(SETTING));
    }

    @Override
    public Connection lend() throws SQLException {
        Tenant tenant = directory.require(TenantContext.require("The request").tenant());
        Binding binding = Binding.unbound("app", "\"app\", pg_temp").forTenant(tenant, SETTING);
        return BoundConnection.open(pool.getConnection(), binding, rules, new Careless());
    }

    /** Nothing is evicted or counted here. */
    private static final class Careless implements Lender {

        @Override
        public void evict(Connection pooled) {}

        @Override
        public void foundVoidPlan() {}

        @Override
        public void carriedBinding() {}

        @Override
        public void boundEagerly() {}

        @Override
        public void gotBack() {}
    }
}
