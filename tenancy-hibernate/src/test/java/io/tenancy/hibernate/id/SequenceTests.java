package io.tenancy.hibernate.id;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.blog.Blog;
import io.tenancy.hibernate.blog.Note;
import io.tenancy.testkit.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.id.OptimizableGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ids of a real sequence through Hibernate. */
class SequenceTests {

    private Blog blog;
    private TestDatabase solo;

    @BeforeEach
    void open() {
        solo = Blog.createDatabaseOf("c");
        blog = Blog.open(builder -> builder.server(Blog.server("solo", solo)));
        Blog.takeWallsDown(solo);
    }

    @AfterEach
    void close() {
        blog.close();
        solo.close();
    }

    @Test
    void manyTenantsOfAServerShareOneBlock() {
        var ids = new ArrayList<Long>();
        for (int i = 0; i < 200; i++) {
            blog.tenants.register(Tenant.active("t" + i, Placement.sharedRows("main")));
            ids.add(persistNote("t" + i));
        }
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids.get(199)).isEqualTo(200);
        assertThat(optimizer().places()).isEqualTo(1);
        assertThat(blog.rows("select last_value from app.note_seq")).containsExactly("(201)");
    }

    @Test
    void aTenantWithADatabaseOfItsOwnHasItsOwnIdsAndAHigherEpochAsksTheSequenceAgain() {
        blog.tenants.register(Tenant.active("c", Placement.ownDatabase("solo")));
        assertThat(List.of(persistNote("a"), persistNote("c"), persistNote("a"), persistNote("c")))
                .containsExactly(1L, 1L, 2L, 2L);

        // As a move does: the sequence is set, and the epoch rises.
        solo.execute(solo.owner(), "alter sequence app.note_seq restart with 5001");
        var moved = blog.tenants.changeStatus(blog.tenants.require(TenantId.of("c")), TenantStatus.READ_ONLY);
        blog.tenants.changeStatus(moved, TenantStatus.ACTIVE);
        assertThat(List.of(persistNote("c"), persistNote("a"))).containsExactly(4952L, 3L);
        assertThat(optimizer().places()).isEqualTo(2);
    }

    private long persistNote(String tenant) {
        try (var scope = TenantContext.of(tenant).enter()) {
            return blog.tenancy.fromTransaction(session -> {
                var note = new Note();
                session.persist(note);
                return note.id;
            });
        }
    }

    private PlacedOptimizer optimizer() {
        var factory = blog.tenancy.sessionFactory().unwrap(SessionFactoryImplementor.class);
        var generator = (OptimizableGenerator)
                factory.getMappingMetamodel().getEntityDescriptor(Note.class).getGenerator();
        return (PlacedOptimizer) generator.getOptimizer();
    }
}
