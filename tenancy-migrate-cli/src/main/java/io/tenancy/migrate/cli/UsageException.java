package io.tenancy.migrate.cli;

/** The command cannot be meant as it was typed. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}
