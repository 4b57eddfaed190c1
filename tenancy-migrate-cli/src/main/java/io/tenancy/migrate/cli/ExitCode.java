package io.tenancy.migrate.cli;

/** What a shell or a pipeline is told. */
final class ExitCode {

    static final int DONE = 0;
    static final int CRASH = 1;
    static final int USAGE = 2;
    static final int SOME_FAILED = 3;
    static final int FINDINGS = 4;
    static final int BEHIND = 5;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
