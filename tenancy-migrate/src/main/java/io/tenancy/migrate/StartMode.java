package io.tenancy.migrate;

/** What a service does about migrations when it starts. */
public enum StartMode {
    /** Nothing: somebody else looks after it. */
    NONE,
    /** Refuses to start while a target is behind or invalid. The default: a deployment migrates, services do not. */
    VALIDATE,
    /** Migrates, and refuses to start unless all is done. For a small service with one instance. */
    MIGRATE
}
