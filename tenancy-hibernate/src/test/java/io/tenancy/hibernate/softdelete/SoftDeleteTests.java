package io.tenancy.hibernate.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Actor;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.softdelete.Board.Post;
import io.tenancy.hibernate.softdelete.Board.Reply;
import io.tenancy.hibernate.softdelete.Board.Topic;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SoftDeleteTests {

    private static Housing housing;

    @BeforeAll
    static void open() {
        housing = Board.open();
    }

    @AfterAll
    static void close() {
        housing.close();
    }

    /** Both tenants of a place have the same rows. */
    @BeforeEach
    void fill() {
        Housing.placements().forEach(tenant -> housing.executeIn(tenant, "truncate topic cascade"));
        housing.executeIn(Housing.OTHER_SCHEMA, "truncate topic cascade");
        housing.executeIn(Housing.OTHER_DATABASE, "truncate topic cascade");
        Housing.placements()
                .flatMap(tenant -> Stream.of(tenant, Housing.other(tenant)))
                .forEach(tenant -> housing.as(tenant, session -> {
                    var topic = new Topic(1, "news");
                    topic.labels.add("hot");
                    session.persist(topic);
                    for (long id = 11; id <= 12; id++) {
                        var post = new Post(id, topic);
                        session.persist(post);
                        session.persist(new Reply(id * 10 + 1, post));
                    }
                }));
    }

    private static long live(String tenant, String table) {
        return housing.numberIn(
                tenant, "select count(*) from " + table + " where deleted_at is null and tenant_id = '" + tenant + "'");
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void deletesWithAllBelowAndRestoresThem(String tenant) {
        TenantContext.of(tenant)
                .withActor(Actor.user("ann"))
                .run(() -> housing.tenancy.inTransaction(session -> {
                    session.remove(session.find(Topic.class, 1L));
                    assertThat(session.find(Topic.class, 1L)).isNull();
                }));
        assertThat(live(tenant, "topic")).isZero();
        assertThat(live(tenant, "post")).isZero();
        assertThat(live(tenant, "reply")).isZero();
        assertThat(live(Housing.other(tenant), "reply")).isEqualTo(2);
        housing.as(tenant, session -> {
            Deletion deletion = SoftDelete.in(session)
                    .view(Visibility.ONLY_DELETED, deleted -> deleted.find(Topic.class, 1L).deletion);
            assertThat(deletion.by()).isEqualTo("ann");
            assertThat(SoftDelete.in(session).restore(Topic.class, 1L)).isEqualTo(5);
            assertThat(session.find(Topic.class, 1L).labels).containsExactly("hot");
            assertThat(session.find(Topic.class, 1L).posts).hasSize(2);
        });
        assertThat(live(tenant, "reply")).isEqualTo(2);
    }
}
