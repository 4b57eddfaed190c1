package io.tenancy.example.publishing.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.context.TenantContext;
import io.tenancy.example.publishing.Newsstand;
import io.tenancy.example.publishing.desk.Desk.Discussion;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.testkit.junit.AsActor;
import io.tenancy.testkit.junit.AsTenant;
import io.tenancy.testkit.junit.Conflicts;
import io.tenancy.testkit.junit.Isolation;
import io.tenancy.testkit.junit.QueryBudget;
import io.tenancy.testkit.junit.TenancyTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@TenancyTest(Newsstand.class)
@AsTenant("tidewater")
@AsActor("user:editor")
class DeskTests {

    private Desk desk;

    @BeforeEach
    void open(HibernateTenancy tenancy) {
        desk = new Desk(tenancy);
    }

    @Test
    @QueryBudget(selects = 1)
    void aPageKnowsItsTotalInOneStatement() {
        var page = desk.page(1, 3);

        assertThat(page.titles()).hasSize(3);
        assertThat(page.total()).isGreaterThan(3);
    }

    @Test
    void readingOnMeetsEachPostOnce() {
        List<String> all = desk.page(1, 100).titles();
        var met = new ArrayList<String>();
        String cursor = null;
        do {
            var stretch = desk.readOn(cursor, 2);
            met.addAll(stretch.titles());
            cursor = stretch.next();
        } while (cursor != null);

        assertThat(met).isEqualTo(all).doesNotHaveDuplicates();
        String own = desk.readOn(null, 2).next();
        TenantContext.of("lamplight-review")
                .run(() -> assertThatThrownBy(() -> desk.readOn(own, 2)).hasMessageContaining("another tenant"));
    }

    @Test
    @QueryBudget(selects = 2)
    void threeLevelsTakeTwoStatements() {
        assertThat(desk.discussions())
                .hasSizeGreaterThan(5)
                .allMatch(discussion -> !discussion.author().isEmpty())
                .flatExtracting(Discussion::readers)
                .hasSizeGreaterThan(5);
    }

    @Test
    void aRemovedNoteCanBeRestored() {
        var note = desk.note("about-us", "Ask the photographer.");
        desk.removeNote(note);
        assertThat(desk.notes()).isEmpty();
        assertThat(desk.removedNotes()).containsExactly("Ask the photographer.");
        TenantContext.of("lamplight-review")
                .run(() -> assertThat(desk.removedNotes()).isEmpty());

        desk.restoreNote(note);
        assertThat(desk.notes()).containsExactly("Ask the photographer.");
        assertThat(desk.removedNotes()).isEmpty();
    }

    @Test
    @TenancyTest(isolation = Isolation.CLEAN)
    void whoComesSecondStartsOverWithWhatTheFirstWrote(HibernateTenancy tenancy, Conflicts conflicts) {
        conflicts.loseRaceFor("post", rival -> {
            try (var update = rival.createStatement()) {
                update.execute("update app.post set version = version + 1, body = 'new' where slug = 'about-us'");
            }
        });

        new Desk(tenancy).retitle("about-us", "Who we are");

        assertThat(desk.page(1, 100).titles()).contains("Who we are");
        List<String> bodies = tenancy.fromTransaction(
                session -> session.createSelectionQuery("select body from Post where slug = 'about-us'", String.class)
                        .getResultList());
        assertThat(bodies).containsExactly("new");
    }
}
