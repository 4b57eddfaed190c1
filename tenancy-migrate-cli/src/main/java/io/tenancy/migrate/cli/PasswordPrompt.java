package io.tenancy.migrate.cli;

import java.io.Console;
import java.util.Optional;

/** Asks somebody for a password. */
@FunctionalInterface
interface PasswordPrompt {

    /** Empty if there is nobody to ask. */
    Optional<String> ask(String question);

    /** Without echo. */
    // Main has asked for the console that is null where there is no terminal.
    @SuppressWarnings("SystemConsoleNull")
    static PasswordPrompt terminal() {
        return question -> {
            Console console = System.console();
            return console == null
                    ? Optional.empty()
                    : Optional.ofNullable(console.readPassword("%s: ", question))
                            .map(String::new);
        };
    }
}
