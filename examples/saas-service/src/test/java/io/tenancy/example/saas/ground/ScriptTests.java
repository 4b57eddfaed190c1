package io.tenancy.example.saas.ground;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.audit.log.AuditLog;
import io.tenancy.postgres.wall.WallFunctions;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The first scripts are what the libraries say. Once a fleet has them, a newer version of these goes into a new script. */
class ScriptTests {

    private static String script(String name) throws Exception {
        try (var file = ScriptTests.class.getResourceAsStream("/db/migration/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void wallsAndLogAreThoseOfTheLibraries() throws Exception {
        assertThat(script("V1__walls.sql")).isEqualTo(WallFunctions.script());
        assertThat(script("V2__audit.sql")).startsWith(AuditLog.script() + AuditLog.sealScript());
    }
}
