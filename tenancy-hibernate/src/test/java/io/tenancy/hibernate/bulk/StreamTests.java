package io.tenancy.hibernate.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.repository.Repository;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that are read as they come do not pile up. */
@ExtendWith(SharedStock.class)
class StreamTests {

    private static final long MEGABYTE = 1 << 20;

    private static Housing housing;

    @BeforeAll
    static void open(Housing shared) {
        housing = shared;
    }

    @AfterEach
    void empty() {
        housing.executeIn(Housing.SCHEMA, "delete from droplet");
    }

    @Test
    void doNotPileUp() {
        int rows = 30_000;
        insert(rows);
        housing.statelessAs(Housing.SCHEMA, session -> {
            Repository<Droplet, Long> drops = Repository.of(Droplet.class, session);
            long before = live();
            long[] read = {0};
            long[] most = {0};
            drops.stream(drops.all(), stream -> {
                stream.forEach(drop -> {
                    if (++read[0] % (rows / 3) == 0) {
                        most[0] = Math.max(most[0], live());
                    }
                });
                return null;
            });
            assertThat(read[0]).isEqualTo(rows);
            assertThat(most[0] - before).isLessThan(2 * MEGABYTE);
        });
    }

    /** The process has no more; as a list they do not fit. */
    @Test
    @Tag("stress")
    void aMillionAreReadInAHeapOf64Megabytes() throws Exception {
        int rows = 1_000_000;
        insert(rows);
        assertThat(SmallReader.read(housing, "stream")).contains("read " + rows);
        assertThat(SmallReader.read(housing, "list"))
                .contains("OutOfMemoryError")
                .doesNotContain("read " + rows);
    }

    private static void insert(int rows) {
        for (int from = 0; from < rows; from += 10_000) {
            List<Droplet> part = Droplet.some(from, 10_000);
            housing.statelessAs(
                    Housing.SCHEMA, session -> Bulk.of(Droplet.class, session).insert(part));
        }
    }

    /** What survives a collection that has certainly happened. */
    private static long live() {
        var witness = new WeakReference<>(new Object());
        while (witness.get() != null) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
