package io.tenancy.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The file that {@code benchmarks/run} reads. */
class ListTests {

    @Test
    void namesClassesThatCanBeRun() throws IOException, ReflectiveOperationException {
        List<String> lines = Files.readAllLines(Path.of("list"));
        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            assertThat(parts).as(line).hasSize(3);
            assertThat(Class.forName(parts[1]).getMethod("main", String[].class))
                    .isNotNull();
        }
    }
}
