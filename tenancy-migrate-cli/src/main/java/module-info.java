/** The migration of a fleet from a shell. */
module io.tenancy.migrate.cli {
    requires static org.jspecify;
    requires io.tenancy.migrate;
    requires info.picocli;
    requires me.tongfei.progressbar;

    // It reads the commands' annotations.
    opens io.tenancy.migrate.cli to
            info.picocli;
}
