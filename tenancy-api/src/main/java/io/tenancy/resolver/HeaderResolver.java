package io.tenancy.resolver;

import java.util.List;

/** Reads the id from a header. */
final class HeaderResolver implements TenantResolver {

    private final String name;
    private final String by;

    HeaderResolver(String name) {
        this.name = name;
        this.by = "header " + name;
    }

    @Override
    public Resolution resolve(TenantRequest request) {
        List<String> values = request.headers(name).stream().distinct().toList();
        return switch (values.size()) {
            case 0 -> new Resolution.Absent();
            case 1 -> Answers.of(values.get(0), by);
            default -> new Resolution.Refused("it appears with different values", by);
        };
    }
}
