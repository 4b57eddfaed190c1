package io.tenancy.example.publishing.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.context.TenantContext;
import io.tenancy.example.publishing.Newsstand;
import io.tenancy.example.publishing.model.Subscription;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.testkit.junit.AsTenant;
import io.tenancy.testkit.junit.Isolation;
import io.tenancy.testkit.junit.TenancyTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@TenancyTest(value = Newsstand.class, isolation = Isolation.SANDBOX)
@AsTenant("tidewater")
class CirculationTests {

    private static final int MANY = 2_000;

    @Test
    void thousandsSubscribeInTheBackgroundForTheirPublisherAlone(HibernateTenancy tenancy) throws Exception {
        List<String> readers = IntStream.range(0, MANY)
                .mapToObj(i -> "reader" + i + "@example.org")
                .toList();
        long before = count(tenancy);
        long others = TenantContext.of("lamplight-review").call(() -> count(tenancy));
        try (var circulation = new Circulation(tenancy)) {
            assertThat(circulation
                            .subscribe("mara.lindqvist@example.org", readers)
                            .join())
                    .isEqualTo(MANY);
            assertThat(circulation
                            .subscribe("mara.lindqvist@example.org", readers)
                            .join())
                    .as("new ones the second time")
                    .isZero();
        }
        assertThat(count(tenancy)).isEqualTo(before + MANY);
        assertThat(TenantContext.of("lamplight-review").call(() -> count(tenancy)))
                .isEqualTo(others);
    }

    private static long count(HibernateTenancy tenancy) {
        return tenancy.fromTransaction(session -> session.createSelectionQuery(
                        "select count(*) from " + Subscription.class.getName(), Long.class)
                .getSingleResult());
    }
}
