package io.tenancy.hibernate.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.Actor;
import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.context.TenantContext;
import io.tenancy.event.TenancyEvent.AccessRefused;
import io.tenancy.hibernate.blog.Author;
import io.tenancy.hibernate.blog.Blog;
import io.tenancy.refusal.ForbiddenStatementException;
import io.tenancy.refusal.NoTenantException;
import io.tenancy.refusal.TenantMismatchException;
import io.tenancy.refusal.TenantSuspendedException;
import io.tenancy.refusal.UnknownTenantException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.hibernate.SessionException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.context.TenantIdentifierMismatchException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionTenantTests {

    private static final TenantContext A = TenantContext.of("a");
    private static final TenantContext B = TenantContext.of("b");

    private static Blog blog;
    private static SessionFactory factory;

    @BeforeAll
    static void open() {
        blog = Blog.open(builder -> builder.setting("hibernate.current_session_context_class", "thread"));
        factory = blog.tenancy.sessionFactory();
    }

    @AfterAll
    static void close() {
        blog.close();
    }

    @BeforeEach
    void reset() {
        blog.reset();
    }

    @Test
    void withoutATenantNothingOpens() {
        for (ThrowingCallable entry : List.<ThrowingCallable>of(
                factory::openSession,
                factory::openStatelessSession,
                factory::createEntityManager,
                factory::getCurrentSession,
                () -> factory.withOptions().tenantIdentifier((Object) "a").openSession(),
                () -> factory.withStatelessOptions()
                        .tenantIdentifier((Object) "a")
                        .openStatelessSession(),
                () -> blog.tenancy.inTransaction(session -> {}),
                () -> blog.tenancy.dataSource().getConnection())) {
            assertThatExceptionOfType(NoTenantException.class).isThrownBy(entry);
        }
        assertThat(blog.events).hasSize(8).allMatch(AccessRefused.class::isInstance);
    }

    @Test
    void unknownAndSuspendedTenantsOpenNothing() {
        assertThatExceptionOfType(UnknownTenantException.class)
                .isThrownBy(() -> TenantContext.of("nobody").run(factory::openSession));
        var suspended = blog.tenants.changeStatus(blog.tenants.require(TenantId.of("b")), TenantStatus.SUSPENDED);
        try {
            assertThatExceptionOfType(TenantSuspendedException.class).isThrownBy(() -> B.run(factory::openSession));
            blog.as("a", session -> assertThat(session.find(Author.class, 1L)).isNotNull());
        } finally {
            blog.tenants.changeStatus(suspended, TenantStatus.ACTIVE);
        }
    }

    @Test
    void nobodyNamesAnotherTenantByHand() {
        A.run(() -> {
            assertThatExceptionOfType(TenantMismatchException.class)
                    .isThrownBy(() ->
                            factory.withOptions().tenantIdentifier((Object) "b").openSession());
            assertThatExceptionOfType(TenantMismatchException.class).isThrownBy(() -> factory.withStatelessOptions()
                    .tenantIdentifier((Object) "b")
                    .openStatelessSession());
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> factory.withOptions()
                    .tenantIdentifier((Object) "operator:main:guess")
                    .openSession());
            try (var session =
                    factory.withOptions().tenantIdentifier((Object) "a").openSession()) {
                assertThat(session.find(Author.class, 1L)).isNotNull();
            }
        });
    }

    @Test
    void aSessionOnTheSameConnectionKeepsTheTenant() {
        blog.as("a", session -> {
            assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.sessionWithOptions()
                    .connection()
                    .tenantIdentifier((Object) "b")
                    .openSession());
            try (var child = session.sessionWithOptions().connection().openSession()) {
                assertThat(child.find(Author.class, 1L)).isNotNull();
                assertThat(child.find(Author.class, 2L)).isNull();
            }
        });
    }

    /** Hibernate 7.4.5 compares the wrong way round: it refuses the same tenant, and admits another one. */
    @Test
    void aSessionWithoutStateOnTheSameConnectionHasNoOtherTenant() {
        blog.as("a", session -> {
            assertThatExceptionOfType(SessionException.class)
                    .isThrownBy(
                            () -> session.statelessWithOptions().connection().open());
            assertThatExceptionOfType(ForbiddenStatementException.class)
                    .isThrownBy(() -> B.run(() -> openStatelessOn(session, "b")))
                    .withMessageContaining("Sharing the connection of a session of another tenant");
            assertThatExceptionOfType(TenantMismatchException.class)
                    .isThrownBy(() -> B.run(
                            () -> session.sessionWithOptions().connection().open()));
            assertThat(session.find(Author.class, 1L)).isNotNull();
        });
        assertThat(blog.events).hasSize(2).allMatch(AccessRefused.class::isInstance);
    }

    private static StatelessSession openStatelessOn(Session lender, String tenant) {
        var options = lender.statelessWithOptions().connection();
        options.tenantIdentifier((Object) tenant);
        return options.open();
    }

    @Test
    void noTenantSharesTheConnectionOfAnOperator() {
        blog.tenancy
                .asOperator(ServerName.of("main"), Actor.user("olga").withReason("ticket 7"))
                .inTransaction(session -> assertThatExceptionOfType(ForbiddenStatementException.class)
                        .isThrownBy(() -> A.run(() -> openStatelessOn(session, "a"))));
    }

    @Test
    void aSessionWorksOnlyWhileItsTenantIsBound() {
        try (Session session = openAs(A)) {
            assertThatExceptionOfType(NoTenantException.class).isThrownBy(() -> session.find(Author.class, 1L));
            B.run(() -> {
                assertThatExceptionOfType(TenantMismatchException.class)
                        .isThrownBy(() -> session.find(Author.class, 1L))
                        .satisfies(refusal -> assertThat(refusal.bound()).isEqualTo(B.tenant()));
                assertThatExceptionOfType(TenantMismatchException.class)
                        .isThrownBy(() -> session.createSelectionQuery("from Author", Author.class)
                                .getResultList());
                assertThatExceptionOfType(TenantMismatchException.class)
                        .isThrownBy(() -> session.doWork(connection -> {}));
            });
            A.run(() -> assertThat(session.find(Author.class, 1L)).isNotNull());
        }
    }

    @Test
    void anOpenTransactionDoesNotGoOnInsideAnotherTenantsScope() {
        A.run(() -> {
            try (Session session = factory.openSession()) {
                var transaction = session.beginTransaction();
                session.find(Author.class, 1L).name = "Anna";
                B.run(() -> {
                    assertThatExceptionOfType(TenantMismatchException.class)
                            .isThrownBy(() -> session.find(Author.class, 1L));
                    assertThatExceptionOfType(TenantMismatchException.class).isThrownBy(session::flush);
                });
                transaction.rollback();
            }
        });
        assertThat(blog.rows("select name from app.author where id = 1")).containsExactly("(Ann)");
    }

    @Test
    void aCurrentSessionOfAnotherTenantIsRefused() {
        A.run(() -> {
            var transaction = factory.getCurrentSession().beginTransaction();
            B.run(() -> assertThatExceptionOfType(TenantIdentifierMismatchException.class)
                    .isThrownBy(factory::getCurrentSession));
            transaction.rollback();
        });
    }

    @Test
    void anotherThreadHasNoTenantUnlessItIsCarried() throws Exception {
        var executor = Executors.newSingleThreadExecutor();
        try (var scope = A.enter()) {
            Future<Author> bare = executor.submit(this::findFirst);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(bare::get)
                    .withCauseInstanceOf(NoTenantException.class);
            var carried = TenantContext.capture().wrapSupplier(this::findFirst);
            assertThat(executor.submit(carried::get).get().name).isEqualTo("Ann");
        } finally {
            executor.shutdownNow();
        }
    }

    private Author findFirst() {
        return blog.tenancy.fromTransaction(session -> session.find(Author.class, 1L));
    }

    private static Session openAs(TenantContext context) {
        try (var scope = context.enter()) {
            return factory.openSession();
        }
    }
}
