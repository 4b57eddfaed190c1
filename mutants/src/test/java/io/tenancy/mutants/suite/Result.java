package io.tenancy.mutants.suite;

import org.junit.platform.engine.TestExecutionResult;

/** What became of one test, as a line of a report. */
public record Result(Kind kind, String test) {

    public enum Kind {
        PASSED,
        /** An assertion did not hold. */
        FAILED,
        /** Another exception, or no test but what prepares one. */
        BROKEN,
        /** A class or a set of parameters, which went well. */
        CONTAINER
    }

    static Result of(String name, boolean test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            return new Result(test ? Kind.PASSED : Kind.CONTAINER, name);
        }
        boolean assertion = test && result.getThrowable().orElse(null) instanceof AssertionError;
        return new Result(assertion ? Kind.FAILED : Kind.BROKEN, name);
    }

    static Result parse(String line) {
        String[] parts = line.split(" ", 2);
        return new Result(Kind.valueOf(parts[0]), parts[1]);
    }

    String line() {
        return kind + " " + test;
    }
}
