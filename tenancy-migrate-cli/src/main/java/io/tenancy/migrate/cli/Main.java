package io.tenancy.migrate.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Where the process begins. */
public final class Main {

    private Main() {}

    @SuppressWarnings("SystemConsoleNull")
    public static void main(String... args) {
        // Since Java 22 there is a console even where there is no terminal, unless it is asked for the old one.
        System.setProperty("jdk.console", "java.base");
        var err = new PrintWriter(System.err, true, Charset.defaultCharset());
        var around = new Surroundings(
                System.getenv(),
                PasswordPrompt.terminal(),
                System.console() != null,
                new PrintWriter(System.out, true, Charset.defaultCharset()),
                err);
        System.exit(TenancyMigrate.commandLine(around).execute(args));
    }
}
