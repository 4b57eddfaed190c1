package io.tenancy.migrate.cli;

import java.io.PrintWriter;
import java.util.Map;

/**
 * What a command finds around it. Immutable; its text does not show the environment, which may hold passwords.
 *
 * @param terminal whether somebody looks on
 */
record Surroundings(
        Map<String, String> environment, PasswordPrompt prompt, boolean terminal, PrintWriter out, PrintWriter err) {

    @Override
    public String toString() {
        return terminal ? "terminal" : "log";
    }
}
