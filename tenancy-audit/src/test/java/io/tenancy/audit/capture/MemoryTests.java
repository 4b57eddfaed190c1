package io.tenancy.audit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Office;
import io.tenancy.hibernate.housing.Housing;
import org.hibernate.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a huge transaction holds does not grow with it. */
class MemoryTests {

    private static final int ROWS = 200_000;
    private static final long TEN_MEGABYTES = 10L << 20;

    @Test
    @Tag("stress")
    void staysBounded() {
        Office.shared().as(Housing.ROWS, session -> {
            write(session, 2_000);
            long before = live();
            write(session, ROWS);
            long grown = live() - before;
            System.out.println("audit.heap_growth_bytes " + grown + " after " + ROWS + " rows");
            assertThat(grown).isLessThan(TEN_MEGABYTES);
        });
    }

    private static void write(Session session, int rows) {
        for (int i = 0; i < rows; i++) {
            session.persist(new Letter(Office.id(), "letter " + i));
            if (i % 1_000 == 999) {
                session.flush();
                session.clear();
            }
        }
    }

    private static long live() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
