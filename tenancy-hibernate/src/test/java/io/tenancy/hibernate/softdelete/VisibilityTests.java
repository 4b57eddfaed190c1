package io.tenancy.hibernate.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.repository.Repository;
import io.tenancy.hibernate.softdelete.Board.Post;
import io.tenancy.hibernate.softdelete.Board.Reply;
import io.tenancy.hibernate.softdelete.Board.Topic;
import io.tenancy.refusal.ForbiddenStatementException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hibernate.Session;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SharedBoard.class)
class VisibilityTests {

    private static Housing housing;

    @BeforeAll
    static void open(Housing shared) {
        housing = shared;
    }

    private static List<Long> posts(Session session) {
        return session.createSelectionQuery("select id from Post order by id", Long.class)
                .getResultList();
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void showsWhatWasAskedForAndEnds(String tenant) {
        Board.fill(housing, tenant);
        housing.as(tenant, session -> session.remove(session.find(Post.class, 11L)));
        housing.as(tenant, session -> {
            var softly = SoftDelete.in(session);
            assertThat(softly.view(Visibility.WITH_DELETED, VisibilityTests::posts))
                    .containsExactly(11L, 12L);
            assertThat(softly.view(Visibility.ONLY_DELETED, VisibilityTests::posts))
                    .containsExactly(11L);
            assertThat(softly.view(Visibility.LIVE, VisibilityTests::posts)).containsExactly(12L);
            Repository<Post, Long> repository = Repository.of(Post.class, session);
            long deletedPosts = repository.view(Visibility.ONLY_DELETED, deleted -> deleted.count(deleted.all()));
            assertThat(deletedPosts).isEqualTo(1);
            assertThat(posts(session)).containsExactly(12L);
        });
        housing.as(Housing.other(tenant), session -> {
            assertThat(SoftDelete.in(session).view(Visibility.ONLY_DELETED, VisibilityTests::posts))
                    .isEmpty();
            assertThat(posts(session)).containsExactly(11L, 12L);
        });
    }

    /** While one is open, and after one that failed: the session, its children, other sessions and other threads. */
    @Test
    void leaksNowhere() {
        String tenant = Housing.ROWS;
        Board.fill(housing, tenant);
        housing.as(tenant, session -> session.remove(session.find(Post.class, 11L)));
        housing.as(tenant, session -> {
            SoftDelete.in(session).view(Visibility.WITH_DELETED, all -> {
                assertThat(all.find(Post.class, 11L)).isNotNull();
                assertThat(posts(session)).containsExactly(12L);
                assertThat(session.find(Post.class, 11L)).isNull();
                assertThat(SoftDelete.in(all).view(Visibility.LIVE, VisibilityTests::posts))
                        .containsExactly(12L);
                assertThat(posts(all)).containsExactly(11L, 12L);
                assertThat(CompletableFuture.supplyAsync(() -> {
                                    try (var scope = TenantContext.of(tenant).enter()) {
                                        return housing.tenancy.fromTransaction(VisibilityTests::posts);
                                    }
                                })
                                .join())
                        .containsExactly(12L);
                return null;
            });
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> SoftDelete.in(session).view(Visibility.WITH_DELETED, all -> {
                        throw new IllegalStateException("on purpose");
                    }));
            assertThat(session.find(Post.class, 11L)).isNull();
            assertThat(posts(session)).containsExactly(12L);
        });
    }

    @Test
    void writesNothingThatWasChangedInAView() {
        Board.fill(housing, Housing.ROWS);
        housing.as(Housing.ROWS, session -> SoftDelete.in(session).view(Visibility.WITH_DELETED, all -> {
            all.find(Post.class, 11L).body = "changed";
            return null;
        }));
        housing.as(Housing.ROWS, session -> assertThat(session.find(Post.class, 11L).body)
                .isEqualTo("post 11"));
    }

    @ParameterizedTest
    @EnumSource(HidingFilter.class)
    void refusesToSwitchTheFilters(HidingFilter filter) {
        Board.fill(housing, Housing.ROWS);
        housing.as(Housing.ROWS, session -> {
            filter.set(session, !filter.isOn(session));
            assertThatExceptionOfType(ForbiddenStatementException.class)
                    .isThrownBy(() -> session.find(Post.class, 11L))
                    .withMessageContaining("SoftDelete.view");
            assertThatExceptionOfType(ForbiddenStatementException.class).isThrownBy(() -> posts(session));
            filter.set(session, !filter.isOn(session));
            assertThat(posts(session)).hasSize(2);
        });
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void findsNothingDeletedInTheCache(String tenant) {
        Board.fill(housing, tenant);
        Statistics statistics = housing.tenancy.sessionFactory().getStatistics();
        housing.as(tenant, session -> session.find(Topic.class, 1L));
        housing.as(Housing.other(tenant), session -> session.find(Topic.class, 1L));
        statistics.clear();
        housing.as(tenant, session -> assertThat(session.find(Topic.class, 1L)).isNotNull());
        assertThat(statistics.getSecondLevelCacheHitCount()).isEqualTo(1);
        housing.as(tenant, session -> session.createMutationQuery("delete from Topic")
                .executeUpdate());
        assertThat(housing.numberIn(tenant, "select count(*) from topic where deleted_at is not null"))
                .isEqualTo(1);
        housing.as(tenant, session -> {
            assertThat(session.find(Topic.class, 1L)).isNull();
            assertThat(SoftDelete.in(session).<Topic>view(Visibility.WITH_DELETED, all -> all.find(Topic.class, 1L)))
                    .isNotNull();
        });
        housing.as(tenant, session -> {
            assertThat(session.find(Topic.class, 1L)).isNull();
            assertThat(session.find(Post.class, 11L)).isNull();
            assertThat(session.find(Reply.class, 111L)).isNull();
        });
        housing.as(Housing.other(tenant), session -> assertThat(session.find(Topic.class, 1L))
                .isNotNull());
        housing.as(tenant, session -> {
            SoftDelete.in(session).restore(Topic.class, 1L);
            assertThat(session.find(Topic.class, 1L)).isNotNull();
        });
    }
}
