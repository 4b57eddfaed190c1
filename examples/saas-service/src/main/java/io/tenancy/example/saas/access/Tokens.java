package io.tenancy.example.saas.access;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import io.tenancy.TenantId;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Makes tokens, as an identity provider would. Safe for use by several threads. */
public final class Tokens {

    static final String ISSUER = "urn:tenancy:example";
    static final String AUDIENCE = "publishing";

    private final JwtEncoder encoder;

    private final RSAPublicKey open;

    Tokens(Keys keys) {
        this.open = keys.open();
        this.encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder(keys.open())
                .privateKey(keys.pair().getPrivate())
                .build())));
    }

    /** What everybody may know: tokens are checked with it. */
    public RSAPublicKey publicKey() {
        return open;
    }

    /** A token of a tenant's user. A length below zero makes one that has expired. */
    public String of(TenantId tenant, String user, Duration length) {
        Instant now = Instant.now();
        var claims = JwtClaimsSet.builder()
                .issuer(ISSUER)
                .audience(List.of(AUDIENCE))
                .subject(user)
                .issuedAt(length.isNegative() ? now.plus(length).minusSeconds(60) : now)
                .expiresAt(now.plus(length))
                .claim("tenant", tenant.value())
                .build();
        var header = JwsHeader.with(SignatureAlgorithm.RS256).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
