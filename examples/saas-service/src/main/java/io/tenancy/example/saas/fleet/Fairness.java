package io.tenancy.example.saas.fleet;

import io.tenancy.postgres.admission.Plan;
import io.tenancy.postgres.admission.Plans;
import io.tenancy.postgres.pool.PoolListener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** What a tenant may use by its plan, and how much it does. */
@Configuration(proxyBeanMethods = false)
class Fairness {

    @Bean
    Plans plans() {
        return Plans.of(
                Plan.of("free").withMaximumConnections(4).withStatementTimeout(Duration.ofSeconds(10)),
                Plan.of("standard").withWeight(2),
                Plan.of("gold").withWeight(5));
    }

    @Bean
    FairShares fairShares(Plans plans) {
        return new FairShares(plans, Clock.systemUTC());
    }

    @Bean
    @Primary
    PoolListener poolListener(FairShares shares) {
        return PoolListener.all(List.of(PoolListener.logging(), shares));
    }
}
