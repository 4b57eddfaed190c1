package io.tenancy.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.TenantId;
import io.tenancy.refusal.NoTenantException;
import io.tenancy.refusal.ResolutionRefusedException;
import io.tenancy.resolver.Resolution.Absent;
import io.tenancy.resolver.Resolution.Refused;
import io.tenancy.resolver.Resolution.Resolved;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ResolverChainTests {

    private static final TenantId ACME = TenantId.of("acme");

    private final ResolverChain chain = ResolverChain.of(
            TenantResolver.verifiedClaim("tenant"),
            TenantResolver.header("X-Tenant"),
            TenantResolver.subdomainOf("example.com"));

    @Test
    void believesTheOnlyOneThatAnswers() {
        assertThat(chain.resolve(new FakeRequest().header("X-Tenant", "acme").host("example.com")))
                .isEqualTo(new Resolved(ACME, "header X-Tenant"));
    }

    @Test
    void remembersAllWhoAgreeInTheirOrder() {
        assertThat(chain.resolve(new FakeRequest().host("acme.example.com").claim("tenant", "acme")))
                .isEqualTo(new Resolved(ACME, "verified claim tenant, sub-domain of example.com"));
    }

    @Test
    void refusesWhenTwoDisagree() {
        var request = new FakeRequest().claim("tenant", "acme").header("X-Tenant", "globex");

        assertThat(chain.resolve(request))
                .isEqualTo(new Refused("they name different tenants", "verified claim tenant, header X-Tenant"));
        assertThatThrownBy(() -> chain.requireResolved(request))
                .isInstanceOf(ResolutionRefusedException.class)
                .hasMessage("The tenant of the request was refused by verified claim tenant, header X-Tenant:"
                        + " they name different tenants. Do not serve it.");
    }

    @Test
    void oneRefusalRefusesWhateverTheOthersSay() {
        assertThat(chain.resolve(new FakeRequest().claim("tenant", "acme").header("X-Tenant", "a'b")))
                .isEqualTo(new Refused("what it holds breaks the rule of tenant ids", "header X-Tenant"));
    }

    @Test
    void hasNoDefault() {
        assertThat(chain.resolve(new FakeRequest())).isEqualTo(new Absent());
        assertThatThrownBy(() -> chain.requireResolved(new FakeRequest())).isInstanceOf(NoTenantException.class);
    }

    @Test
    void aFixedTenantIsNoDefaultForOthers() {
        var single = ResolverChain.of(TenantResolver.header("X-Tenant"), TenantResolver.fixed(ACME));

        assertThat(single.resolve(new FakeRequest())).isEqualTo(new Resolved(ACME, "fixed"));
        assertThat(single.resolve(new FakeRequest().header("X-Tenant", "globex")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void asksInOrder() {
        var asked = new ArrayList<String>();
        ResolverChain.of(
                        request -> {
                            asked.add("first");
                            return new Resolved(ACME, "first");
                        },
                        request -> {
                            asked.add("second");
                            return new Absent();
                        })
                .resolve(new FakeRequest());
        assertThat(asked).containsExactly("first", "second");
    }

    @Test
    void refusesAChainOfNobody() {
        assertThatThrownBy(ResolverChain::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Resolver chain refused: expected at least one resolver, found none.");
    }
}
