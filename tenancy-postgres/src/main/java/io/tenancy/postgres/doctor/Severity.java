package io.tenancy.postgres.doctor;

/** How much a finding weighs. */
public enum Severity {
    /** Something can cross between tenants, or nobody can tell. The service does not start. */
    GAP,
    /** Nothing crosses, but it costs time or becomes a gap with one more grant. */
    ADVICE
}
