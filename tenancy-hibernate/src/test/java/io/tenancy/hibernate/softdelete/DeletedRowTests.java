package io.tenancy.hibernate.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.repository.Repository;
import io.tenancy.hibernate.softdelete.Board.Post;
import io.tenancy.hibernate.softdelete.Board.Topic;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writes that mean a deleted row. */
@ExtendWith(SharedBoard.class)
class DeletedRowTests {

    private static Housing housing;

    @BeforeAll
    static void open(Housing shared) {
        housing = shared;
    }

    private static void refuses(String operation, String tenant, ThrowingCallable write) {
        assertThatExceptionOfType(DeletedRowException.class)
                .isThrownBy(write)
                .withMessage(operation + " of Post#11 refused: the row is deleted. Restore it first, or insert one with"
                        + " another id. Tenant: '" + tenant + "'.")
                .satisfies(refused -> assertThat(refused.id()).isEqualTo(11L));
    }

    private static ThrowingCallable as(String tenant, Consumer<Session> work) {
        return () -> housing.as(tenant, work);
    }

    private static ThrowingCallable statelessAs(String tenant, Consumer<StatelessSession> work) {
        return () -> housing.statelessAs(tenant, work);
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void isNotWritten(String tenant) {
        Board.fill(housing, tenant);
        Post detached = housing.from(tenant, session -> session.find(Post.class, 11L));
        Topic topic = housing.from(tenant, session -> session.find(Topic.class, 1L));
        housing.as(tenant, session -> session.remove(session.find(Post.class, 11L)));
        detached.body = "changed";
        refuses("Merge", tenant, as(tenant, session -> session.merge(detached)));
        refuses("Merge", tenant, as(tenant, session -> session.merge(new Post(11, topic))));
        refuses("Update", tenant, as(tenant, session -> Repository.<Post, Long>of(Post.class, session)
                .update(detached)));
        refuses("Upsert", tenant, as(tenant, session -> Repository.<Post, Long>of(Post.class, session)
                .upsert(new Post(11, topic))));
        refuses("Upsert", tenant, statelessAs(tenant, session -> Repository.<Post, Long>of(Post.class, session)
                .upsert(new Post(11, topic))));
        refuses("Upsert", tenant, statelessAs(tenant, session -> session.upsert(detached)));
        assertThat(housing.numberIn(
                        tenant,
                        "select count(*) from post where body = 'post 11' and deleted_at is not null and tenant_id = '"
                                + tenant + "'"))
                .isEqualTo(1);
        housing.as(Housing.other(tenant), session -> {
            Repository.<Post, Long>of(Post.class, session).upsert(new Post(11, session.find(Topic.class, 1L)));
            assertThat(session.find(Post.class, 11L)).isNotNull();
        });
    }
}
