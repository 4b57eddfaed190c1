package io.tenancy.resolver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request as a test says it. */
final class FakeRequest implements TenantRequest {

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> claims = new HashMap<>();
    private @Nullable String host;

    FakeRequest header(String name, String value) {
        headers.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        return this;
    }

    FakeRequest claim(String name, String value) {
        claims.put(name, value);
        return this;
    }

    FakeRequest host(String name) {
        host = name;
        return this;
    }

    @Override
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    @Override
    public Optional<String> findHost() {
        return Optional.ofNullable(host);
    }

    @Override
    public Optional<String> findVerifiedClaim(String name) {
        return Optional.ofNullable(claims.get(name));
    }
}
