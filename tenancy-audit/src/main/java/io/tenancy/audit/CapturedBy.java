package io.tenancy.audit;

/** How the changes of a table get on the trail. */
public enum CapturedBy {
    /** Hibernate's events; statements that these would miss are refused. */
    EVENTS,
    /** Not at all. */
    NOTHING
}
