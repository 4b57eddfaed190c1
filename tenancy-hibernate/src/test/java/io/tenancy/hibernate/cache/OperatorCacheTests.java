package io.tenancy.hibernate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Actor;
import io.tenancy.ServerName;
import io.tenancy.hibernate.OperatorView;
import io.tenancy.hibernate.housing.Housing;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

class OperatorCacheTests {

    @Test
    void anOperatorNeitherFillsTheCacheNorIsAnsweredFromIt() {
        try (Housing housing = CachedPrice.housing()) {
            housing.as(Housing.ROWS, session -> session.persist(new CachedPrice(1, 1)));
            OperatorView operator = housing.tenancy.asOperator(
                    ServerName.of("main"), Actor.user("olga").withReason("ticket 7"));
            Statistics statistics = housing.tenancy.sessionFactory().getStatistics();
            long puts = statistics.getSecondLevelCachePutCount();
            assertThat(amount(operator)).isEqualTo(1);
            assertThat(statistics.getSecondLevelCachePutCount()).isEqualTo(puts);
            housing.executeIn(Housing.ROWS, "update price set amount = 2");
            assertThat(amount(operator)).isEqualTo(2);
        }
    }

    private static long amount(OperatorView operator) {
        return operator.fromTransaction(session -> session.find(CachedPrice.class, 1L).amount);
    }
}
