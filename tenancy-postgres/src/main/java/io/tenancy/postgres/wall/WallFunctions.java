package io.tenancy.postgres.wall;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The walls as functions of PostgreSQL, for migrations written in SQL: {@code select tenancy_wall('invoice')} puts up the
 * wall of the placement that the script runs in. They belong into the first script, since they live in the schema that
 * they serve.
 */
public final class WallFunctions {

    private WallFunctions() {}

    /** The statements that make them, with nothing but the rights of the schema's owner. Can be run again. */
    public static String script() {
        try (InputStream file = WallFunctions.class.getResourceAsStream("/META-INF/tenancy/wall/functions.sql")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
