package io.tenancy.hibernate.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.repository.Repository;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.lang.ref.WeakReference;
import java.util.stream.LongStream;
import org.hibernate.annotations.TenantId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows that are read as they come do not pile up. */
class StreamTests {

    private static final long MEGABYTE = 1 << 20;

    @Entity(name = "Droplet")
    static class Droplet {
        @Id
        Long id;

        @TenantId
        @Column(name = "tenant_id")
        String tenantId;

        String text;

        protected Droplet() {}

        Droplet(long id) {
            this.id = id;
            this.text = "drop " + id;
        }
    }

    @Test
    void readsInLittleMemory() {
        readInLittleMemory(50_000, 4 * MEGABYTE);
    }

    @Test
    @Tag("stress")
    void readsAMillionInLittleMemory() {
        readInLittleMemory(1_000_000, 64 * MEGABYTE);
    }

    private static void readInLittleMemory(int rows, long limit) {
        try (Housing housing = Housing.of(
                "create table droplet (tenant_id text not null, id bigint, text text, primary key (tenant_id, id))",
                Droplet.class)) {
            for (long from = 0; from < rows; from += 50_000) {
                var part = LongStream.range(from, from + 50_000)
                        .mapToObj(Droplet::new)
                        .toList();
                housing.statelessAs(Housing.SCHEMA, session -> Bulk.of(Droplet.class, session)
                        .insert(part));
            }
            housing.statelessAs(Housing.SCHEMA, session -> {
                Repository<Droplet, Long> drops = Repository.of(Droplet.class, session);
                long before = live();
                long[] read = {0};
                long[] most = {0};
                drops.stream(drops.all(), stream -> {
                    stream.forEach(drop -> {
                        if (++read[0] % (rows / 5) == 0) {
                            most[0] = Math.max(most[0], live());
                        }
                    });
                    return null;
                });
                assertThat(read[0]).isEqualTo(rows);
                assertThat(most[0] - before).isLessThan(limit);
            });
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
