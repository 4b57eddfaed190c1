package io.tenancy.migrate.cli;

import java.io.Console;
import java.util.Optional;

/** Asks somebody for a password. */
@FunctionalInterface
interface PasswordPrompt {

    /** Empty if there is nobody to ask. */
    Optional<String> ask(String question);

    /** Without echo. */
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
