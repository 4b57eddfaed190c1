package io.tenancy.docs.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.refusal.NoTenantException;
import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.junit.AsTenant;
import io.tenancy.testkit.junit.TenancyTest;
import org.junit.jupiter.api.Test;

@TenancyTest(ShopDatabase.class)
class ShopTests {

    @Test
    @AsTenant("acme")
    void writesABill(HibernateTenancy tenancy) {
        var shop = new Shop(tenancy);
        shop.bill("Ann", 1_000);

        assertThat(shop.billed()).containsExactly("Ann");
    }

    @Test
    void billsStayWithTheirTenant(HibernateTenancy tenancy, TwoTenants tenants) throws Exception {
        var shop = new Shop(tenancy);
        tenants.each((own, other) -> shop.bill("customer of " + own, 1_000))
                .eachSeesOnlyItsOwn(own -> "customer of " + own, () -> shop.billed());
    }

    @Test
    void withoutATenantNothingRuns(HibernateTenancy tenancy) {
        assertThatThrownBy(() -> new Shop(tenancy).billed()).isInstanceOf(NoTenantException.class);
    }
}
