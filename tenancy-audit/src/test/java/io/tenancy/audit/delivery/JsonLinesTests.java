package io.tenancy.audit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTests {

    @TempDir
    private Path directory;

    @Test
    void appends() throws IOException {
        Path file = directory.resolve("trail.jsonl");
        for (int i = 1; i <= 2; i++) {
            try (JsonLines lines = JsonLines.appendingTo(file)) {
                lines.accept(List.of(event("{\"a\":" + i + "}"), event("{\"ü\":" + i + "}")), 0);
            }
        }
        assertThat(file).content().isEqualTo("{\"a\":1}\n{\"ü\":1}\n{\"a\":2}\n{\"ü\":2}\n");
    }

    @Test
    void cutsOffHalfALine() throws IOException {
        for (int length : new int[] {0, 1, 4095, 4096, 4097, 20_000}) {
            Path file = directory.resolve("torn-" + length);
            Files.writeString(file, "{}\n" + "x".repeat(length));
            JsonLines.appendingTo(file).close();
            assertThat(file).content().isEqualTo("{}\n");
            Files.writeString(file, "x".repeat(length));
            JsonLines.appendingTo(file).close();
            assertThat(file).content().isEmpty();
        }
    }

    private static Delivered event(String json) {
        return new Delivered("acme", 1, UUID.randomUUID(), Instant.EPOCH, json);
    }
}
