package io.tenancy.example.publishing.isolation;

/** Which walls stand while probes are made. */
enum Stand {
    BOTH,
    HIBERNATE_ALONE,
    POSTGRES_ALONE,
    NONE
}
