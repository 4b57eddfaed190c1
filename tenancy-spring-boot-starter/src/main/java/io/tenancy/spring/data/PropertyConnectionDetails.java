package io.tenancy.spring.data;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** What {@code spring.datasource} says. Spring Boot has the same, for itself alone. */
record PropertyConnectionDetails(DataSourceProperties properties) implements JdbcConnectionDetails {

    @Override
    public @Nullable String getUsername() {
        return properties.getUsername();
    }

    @Override
    public @Nullable String getPassword() {
        return properties.getPassword();
    }

    @Override
    public String getJdbcUrl() {
        String url = properties.getUrl();
        if (url == null) {
            throw new IllegalStateException("spring.datasource.url is not set");
        }
        return url;
    }
}
