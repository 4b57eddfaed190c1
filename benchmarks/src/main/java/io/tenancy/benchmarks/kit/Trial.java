package io.tenancy.benchmarks.kit;

import java.sql.SQLException;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same test in several isolations, taking turns. */
@ClassTemplate
@ExtendWith(Turns.class)
@TestMethodOrder(MethodOrderer.Random.class)
abstract class Trial {

    static final String BARE = "bare";

    @TestTemplate
    @ExtendWith(Bare.class)
    void bare(Shelf shelf) throws SQLException {
        run(shelf);
    }

    static void run(Shelf shelf) throws SQLException {
        int found = shelf.addAndCount();
        if (found != 1) {
            throw new AssertionError("Expected the one book that was added, found " + found + ".");
        }
    }
}
