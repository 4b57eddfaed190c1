package io.tenancy.hibernate.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.repository.Repository;
import io.tenancy.hibernate.softdelete.Board.Pin;
import io.tenancy.hibernate.softdelete.Board.Post;
import io.tenancy.hibernate.softdelete.Board.Topic;
import jakarta.data.page.PageRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.EntityFilterException;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.ObjectNotFoundException;
import org.hibernate.Session;
import org.hibernate.query.Order;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to read, in every placement: post 11 is deleted, post 12 lives; the other tenant deleted the other one. */
@ExtendWith(SharedBoard.class)
class ReadPathTests {

    private static Housing housing;

    /** A way to read the ids of all posts that it shows, of the two that there are. */
    record ReadPath(String name, Function<Session, List<Long>> read) {

        boolean counts() {
            return List.of("count", "HQL size", "offset page").contains(name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<ReadPath> PATHS = List.of(
            new ReadPath("find", session -> found(session.find(Post.class, 11L), session.find(Post.class, 12L))),
            new ReadPath("findMultiple", session -> found(session.findMultiple(Post.class, List.of(11L, 12L)))),
            new ReadPath("getReference", ReadPathTests::byReference),
            new ReadPath("lazy to-one", ReadPathTests::byLazyToOne),
            new ReadPath("collection", session -> found(session.find(Topic.class, 1L).posts)),
            new ReadPath(
                    "join fetch",
                    session -> found(query(session, "select t from Topic t join fetch t.posts", Topic.class)
                            .get(0)
                            .posts)),
            new ReadPath(
                    "left join fetch",
                    session -> found(query(session, "select t from Topic t left join fetch t.posts", Topic.class)
                            .get(0)
                            .posts)),
            new ReadPath("HQL", session -> found(query(session, "from Post", Post.class))),
            new ReadPath("HQL of one value", session -> query(session, "select p.id from Post p", Long.class)),
            new ReadPath("HQL join", session -> query(session, "select p.id from Topic t join t.posts p", Long.class)),
            new ReadPath(
                    "HQL entity join",
                    session -> query(session, "select p.id from Topic t join Post p on p.topic = t", Long.class)),
            new ReadPath(
                    "HQL implicit join",
                    session ->
                            query(session, "select n.kept.id from Pin n where n.kept.body like 'post%'", Long.class)),
            new ReadPath(
                    "HQL sub-query",
                    session -> query(
                            session, "select n.kept.id from Pin n where n.kept in (select p from Post p)", Long.class)),
            new ReadPath("criteria", session -> {
                var query = session.getCriteriaBuilder().createQuery(Post.class);
                query.select(query.from(Post.class));
                return found(session.createSelectionQuery(query).getResultList());
            }),
            new ReadPath(
                    "count",
                    session -> counted(session.createSelectionQuery("from Post", Post.class)
                            .getResultCount())),
            new ReadPath(
                    "HQL size",
                    session -> counted(query(session, "select size(t.posts) from Topic t", Integer.class)
                            .get(0))),
            new ReadPath("keyset", session -> {
                Repository<Post, Long> posts = Repository.of(Post.class, session);
                return found(posts.scroll(posts.all().sort(Order.asc(Post.class, "body")), PageRequest.ofSize(5))
                        .content());
            }),
            new ReadPath("offset page", session -> {
                Repository<Post, Long> posts = Repository.of(Post.class, session);
                return counted(posts.page(posts.all(), PageRequest.ofSize(1)).totalElements());
            }),
            new ReadPath("lock", session -> found(query(session, "from Post", Post.class, true))),
            new ReadPath("entity graph", session -> {
                var graph = session.createEntityGraph(Topic.class);
                graph.addAttributeNodes("posts");
                return found(session.find(graph, 1L).posts);
            }));

    @BeforeAll
    static void open(Housing shared) {
        housing = shared;
        Housing.placements().forEach(tenant -> {
            Board.fill(housing, tenant);
            deletePost(tenant, 11L);
            deletePost(Housing.other(tenant), 12L);
        });
    }

    private static void deletePost(String tenant, long id) {
        housing.as(tenant, session -> {
            for (Post post : query(session, "from Post", Post.class)) {
                var pin = new Pin(post.id());
                pin.kept = post;
                session.persist(pin);
            }
            session.remove(session.find(Post.class, id));
        });
    }

    static Stream<Arguments> everywhere() {
        return Housing.placements().flatMap(tenant -> PATHS.stream().map(path -> Arguments.of(tenant, path)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void hidesWhatIsDeleted(String tenant, ReadPath path) {
        assertThat(housing.from(tenant, path.read())).containsExactly(12L);
        List<Long> theirs = housing.from(Housing.other(tenant), path.read());
        assertThat(theirs).hasSize(1).isEqualTo(path.counts() ? List.of(12L) : List.of(11L));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void showsItWhereSomebodyAsks(String tenant, ReadPath path) {
        housing.as(tenant, session -> {
            var softly = SoftDelete.in(session);
            assertThat(softly.view(Visibility.WITH_DELETED, path.read()::apply)).hasSize(2);
            assertThat(path.read().apply(session)).hasSize(1);
        });
    }

    private static List<Long> byReference(Session session) {
        var seen = new ArrayList<Post>();
        for (long id : List.of(11L, 12L)) {
            try {
                var post = session.getReference(Post.class, id);
                Hibernate.initialize(post);
                seen.add(post);
            } catch (ObjectNotFoundException hidden) {
                assertThat(hidden.getIdentifier()).isEqualTo(id);
            }
        }
        return found(seen);
    }

    private static List<Long> byLazyToOne(Session session) {
        var seen = new ArrayList<Post>();
        for (Pin pin : query(session, "from Pin", Pin.class)) {
            try {
                Hibernate.initialize(pin.kept);
                seen.add(pin.kept);
            } catch (ObjectNotFoundException | EntityFilterException hidden) {
                assertThat(hidden).hasMessageContaining("Post");
            }
        }
        return found(seen);
    }

    private static <T> List<T> query(Session session, String hql, Class<T> type) {
        return query(session, hql, type, false);
    }

    private static <T> List<T> query(Session session, String hql, Class<T> type, boolean lock) {
        var query = session.createSelectionQuery(hql, type);
        if (lock) {
            query.setHibernateLockMode(LockMode.PESSIMISTIC_WRITE);
        }
        return query.getResultList();
    }

    private static List<Long> found(Post... posts) {
        return found(Arrays.asList(posts));
    }

    private static List<Long> found(List<Post> posts) {
        return posts.stream().filter(Objects::nonNull).map(Post::id).sorted().toList();
    }

    /** As many as were counted, for paths that tell the number alone. */
    private static List<Long> counted(long rows) {
        return rows == 1
                ? List.of(12L)
                : Stream.iterate(11L, id -> id + 1).limit(rows).toList();
    }
}
