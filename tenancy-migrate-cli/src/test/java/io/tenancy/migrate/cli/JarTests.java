package io.tenancy.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.cli.ShellFleet.Ended;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The program as a shell has it: one jar, with an application's classes elsewhere. */
@Tag("jar")
class JarTests {

    private static final String JAR = "target/tenancy-migrate.jar";

    private static final ShellFleet FLEET = new ShellFleet("acme", "globex").withDoctor();

    @AfterAll
    static void stop() {
        FLEET.close();
    }

    @Test
    void aModelBecomesTablesBehindWallsAndIsTakenBack() throws Exception {
        FLEET.environment.put("TENANCY_DOCTOR_SHARED", "country");
        Ended drafted = run(draft());
        assertThat(drafted.exitCode()).as(drafted.err()).isZero();
        assertThat(drafted.out()).contains("V1__shop.sql: ");
        Path script = FLEET.folder.resolve("V1__shop.sql");
        assertThat(script)
                .content()
                .contains("primary key (tenant_id, id)", "unique (tenant_id, fullName)")
                .contains("foreign key (customer_id, tenant_id) references Customer (id, tenant_id)")
                .contains("select tenancy_wall('invoice')", "select tenancy_shared('country')");

        // It would end with 4 if the doctor missed a wall or a key.
        Ended migrated = run("migrate");
        assertThat(migrated.exitCode()).as(migrated.out() + migrated.err()).isZero();
        assertThat(migrated.out()).contains("2 migrated, 0 up to date, 0 failed");

        // The rest in this process, which is faster.
        Ended again = FLEET.run(draft());
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.lines())
                .containsExactly(
                        "-- Nothing to draft: schema 't_acme' of tenant 'acme' on server 'main' lacks nothing.");

        assertThat(FLEET.run("compensate", "--out", script.toString()).err()).contains("is there already");
        FLEET.run("compensate", "--out", FLEET.folder.toString(), "--name", "no_shop");
        assertThat(FLEET.folder.resolve("V2__no_shop.sql")).content().contains("drop table Invoice;");
        assertThat(FLEET.run("migrate").out()).contains("2 migrated, 0 up to date, 0 failed");
    }

    @Test
    void saysWhichReleaseItIs() throws Exception {
        assertThat(run("--version").out()).matches("tenancy-migrate \\d+\\.\\d+\\.\\d+\\S*\\s*");
    }

    private static String[] draft() {
        return new String[] {
            "draft",
            "--classpath",
            System.getProperty("java.class.path"),
            "--entities",
            "io.tenancy.migrate.cli.shop",
            "--out",
            FLEET.folder.toString(),
            "--name",
            "shop"
        };
    }

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                JAR));
        command.addAll(List.of(arguments));
        Path err = FLEET.file("err", "");
        var builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().putAll(FLEET.environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        int exitCode = process.waitFor();
        String told = Files.readString(err);
        FLEET.assertNoPassword(out + told);
        return new Ended(exitCode, out, told);
    }
}
