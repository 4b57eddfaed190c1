package io.tenancy.hibernate.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenancy.hibernate.fetch.Origin.Kind;
import io.tenancy.hibernate.housing.Housing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reading.Chapter;
import reading.Imprint;
import reading.Novel;
import reading.Shop;
import reading.Writer;

/** What the guard notices, and what it leaves alone. */
class FetchGuardTests {

    private static final FetchGuard RAISING = FetchGuard.raise().withRepeats(3);

    private static Housing housing;

    @BeforeAll
    static void open() {
        housing = Housing.of(
                Novel.TABLES,
                builder -> builder.fetchGuard(RAISING),
                Novel.class,
                Writer.class,
                Imprint.class,
                Chapter.class);
        Housing.placements()
                .flatMap(tenant -> Stream.of(tenant, Housing.other(tenant)))
                .forEach(tenant -> housing.as(tenant, Shop::fill));
    }

    @AfterAll
    static void close() {
        housing.close();
    }

    static Stream<Arguments> oneByOne() {
        return Stream.of(
                Arguments.of(
                        "lazy to-one", (Consumer<Session>) Shop::writersOneByOne, Kind.LAZY_ENTITY, "Novel.writer"),
                Arguments.of(
                        "lazy to-many",
                        (Consumer<Session>) Shop::chaptersOneByOne,
                        Kind.LAZY_COLLECTION,
                        "Novel.chapters"),
                Arguments.of(
                        "element collection",
                        (Consumer<Session>) Shop::moodsOneByOne,
                        Kind.LAZY_COLLECTION,
                        "Novel.moods"),
                Arguments.of(
                        "eager, not joined", (Consumer<Session>) Shop::imprintsOneByOne, Kind.EAGER_ENTITY, "Imprint"),
                Arguments.of("find", (Consumer<Session>) Shop::findOneByOne, Kind.FIND, "Writer"),
                Arguments.of("query", (Consumer<Session>) Shop::queryOneByOne, Kind.QUERY, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void oneByOne(String way, Consumer<Session> work, Kind kind, String association) {
        Housing.placements().forEach(tenant -> {
            var refused = catchThrowableOfType(RepeatedFetchException.class, () -> housing.as(tenant, work));
            assertThat(refused.repetition().origin().kind()).isEqualTo(kind);
            assertThat(refused.repetition().association()).isEqualTo(association);
            assertThat(refused.repetition().times()).isEqualTo(3);
            assertThat(refused.repetition().line()).startsWith("reading.").contains("reading.Shop.", "Shop.java:");
            assertThat(refused).hasMessageContaining(association).hasMessageNotContaining("writer 1");
        });
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                Arguments.of("batches", (Consumer<Session>) session -> {
                    session.setFetchBatchSize(2);
                    Shop.writersOneByOne(session);
                    Shop.chaptersOneByOne(session);
                    Shop.moodsOneByOne(session);
                }),
                Arguments.of("sub-selects", (Consumer<Session>) session -> {
                    session.setSubselectFetchingEnabled(true);
                    FetchLedger.of(session).guardBy(RAISING.withRepeats(2));
                    Shop.chaptersOneByOne(session);
                    session.clear();
                    Shop.chaptersOneByOne(session);
                }),
                Arguments.of("pages", (Consumer<Session>)
                        session -> assertThat(Shop.pages(session)).isEqualTo(Shop.NOVELS)),
                Arguments.of("different lines", (Consumer<Session>) Shop::queriesAtDifferentLines),
                Arguments.of("a plan", (Consumer<Session>)
                        session -> Shop.useWriters(FetchPlan.of(Novel.class, "writer", "imprint")
                                .on(session.createSelectionQuery("from Novel", Novel.class), session)
                                .getResultList())),
                Arguments.of("writes", (Consumer<Session>) session -> {
                    for (int i = 0; i < 4; i++) {
                        session.createMutationQuery("update Writer w set w.name = w.name where w.id = 1")
                                .executeUpdate();
                    }
                }),
                Arguments.of("entities at hand", (Consumer<Session>) session -> {
                    for (int i = 0; i < 4; i++) {
                        session.find(Writer.class, 1L);
                    }
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void harmless(String way, Consumer<Session> work) {
        Housing.placements()
                .forEach(tenant -> housing.as(tenant, session -> {
                    work.accept(session);
                    FetchLedger.of(session).expect().noNPlusOne();
                }));
    }

    @Test
    void aRefusedSelectIsNotRun() {
        housing.as(Housing.ROWS, session -> {
            catchThrowableOfType(RepeatedFetchException.class, () -> Shop.writersOneByOne(session));
            assertThat(FetchLedger.of(session).selects()).isEqualTo(1 + 2);
        });
    }

    @Test
    void eachAttemptOfAUnitOfWorkHasALedgerOfItsOwn() {
        for (int i = 0; i < 4; i++) {
            housing.as(Housing.ROWS, session -> session.find(Writer.class, 1L));
        }
        housing.as(Housing.ROWS, session -> FetchLedger.of(session).expect().selects(0));
    }

    @Test
    void observingHearsEachReasonOnceAndRefusesNothing() {
        var heard = new ArrayList<Repetition>();
        var meters = new SimpleMeterRegistry();
        FetchListener counting = FetchListener.metering(meters);
        housing.as(Housing.ROWS, session -> {
            FetchLedger.of(session).guardBy(FetchGuard.observe().withRepeats(2).withListener(repetition -> {
                heard.add(repetition);
                counting.repeated(repetition);
            }));
            Shop.writersOneByOne(session);
            Shop.chaptersOneByOne(session);
            assertThat(FetchLedger.of(session).selects()).isEqualTo(2 + 2 * Shop.NOVELS);
        });
        assertThat(heard).extracting(Repetition::association).containsExactly("Novel.writer", "Novel.chapters");
        assertThat(meters.counter("tenancy.fetch.repeated", "kind", "lazy_entity", "name", "reading.Writer")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aStrictGuardRefusesEveryLazyFetchButTheAllowed() {
        housing.as(Housing.ROWS, session -> {
            FetchLedger ledger = FetchLedger.of(session);
            ledger.guardBy(FetchGuard.strict());
            List<Novel> novels = Shop.novels(session);
            var refused = catchThrowableOfType(LazyFetchException.class, () -> Shop.useWriters(novels.subList(0, 1)));
            assertThat(refused.association()).isEqualTo("Novel.writer");
            assertThat(refused.line()).contains("reading.Shop.useWriters");
            ledger.allowLazy(() -> {
                Shop.useWriters(novels.subList(0, 1));
                return null;
            });
            assertThatCode(() -> Shop.useWriters(novels.subList(0, 1))).doesNotThrowAnyException();
            assertThatCode(() -> session.find(Writer.class, 2L)).doesNotThrowAnyException();
        });
    }

    @Test
    void refusesANumberThatMeansNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FetchGuard.raise().withRepeats(1))
                .withMessageContaining("expected 2 or more");
    }
}
