package io.tenancy.example.saas.demo;

import io.tenancy.TenantId;
import io.tenancy.example.saas.access.Tokens;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hands out tokens to whoever asks, for any tenant, in the place of an identity provider. For looking around: with
 * {@code saas.demo=false} it is not there.
 */
@RestController
@ConditionalOnProperty(name = "saas.demo", matchIfMissing = true)
class TokenDesk {

    private final Tokens tokens;

    TokenDesk(Tokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping(path = "/demo/token/{tenant}", produces = MediaType.TEXT_PLAIN_VALUE)
    String token(@PathVariable String tenant, @RequestParam(defaultValue = "ann") String user) {
        return tokens.of(TenantId.of(tenant), user, Duration.ofHours(8));
    }
}
