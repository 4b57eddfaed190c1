package io.tenancy.testkit.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.testkit.probe.library.Library;
import org.junit.jupiter.api.Test;

class ProbeMatrixTests {

    @Test
    void stock() throws Exception {
        try (var library = Library.withoutWall().seeded()) {
            var report = library.matrix().run();
            System.out.println(report.table());
            System.out.println(report.markdown());
            System.out.println(report.summary());
            assertThat(report.inconclusive()).isEmpty();
        }
    }
}
