package io.tenancy.audit;

/** How the changes of a table get on the trail. */
public enum CapturedBy {
    /** Hibernate's events; statements that these would miss are refused. */
    EVENTS,
    /** Triggers of PostgreSQL, whoever writes; made by {@code AuditTriggers.script()}. */
    TRIGGER,
    /** Not at all. */
    NOTHING
}
