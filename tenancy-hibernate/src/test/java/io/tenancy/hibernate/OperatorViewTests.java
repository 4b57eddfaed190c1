package io.tenancy.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Actor;
import io.tenancy.ServerName;
import io.tenancy.event.TenancyEvent.OperatorEntered;
import io.tenancy.hibernate.blog.Author;
import io.tenancy.hibernate.blog.OnBlog;
import io.tenancy.refusal.ForbiddenStatementException;
import io.tenancy.refusal.NoTenantException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorViewTests extends OnBlog {

    private static final ServerName MAIN = ServerName.of("main");
    private static final Actor OLGA = Actor.user("olga").withReason("ticket 7");

    @Test
    void anOperatorSeesAllTenantsOfAServerAndIsAnnounced() {
        List<Author> authors = blog.tenancy
                .asOperator(MAIN, OLGA)
                .fromTransaction(session -> session.createSelectionQuery("from Author order by id", Author.class)
                        .getResultList());
        assertThat(authors).extracting(author -> author.tenant).containsExactly("a", "b");
        assertThat(blog.events).containsExactly(new OperatorEntered(MAIN, OLGA));
    }

    @Test
    void aTenantsScopeDoesNotNarrowAnOperatorNorDoesAnOperatorWidenIt() {
        blog.as("a", session -> {
            blog.tenancy.asOperator(MAIN, OLGA).inTransaction(operator -> {
                assertThat(operator.find(Author.class, 2L)).isNotNull();
                blog.as("a", nested -> assertThat(nested.find(Author.class, 2L)).isNull());
            });
            assertThat(session.find(Author.class, 2L)).isNull();
        });
    }

    @Test
    void anOperatorWritesNothing() {
        var view = blog.tenancy.asOperator(MAIN, OLGA);
        assertThatExceptionOfType(ForbiddenStatementException.class)
                .isThrownBy(() -> view.inTransaction(session -> session.persist(new Author(11, "a", "Amy"))));
        assertThatExceptionOfType(ForbiddenStatementException.class)
                .isThrownBy(() -> view.inTransaction(session -> session.find(Author.class, 1L).name = "Anna"));
        assertThatExceptionOfType(ForbiddenStatementException.class)
                .isThrownBy(() -> view.inTransaction(session -> session.remove(session.find(Author.class, 1L))));
        assertThatThrownBy(
                        () -> view.inTransaction(session -> session.createMutationQuery("update Author set name = 'X'")
                                .executeUpdate()))
                .isInstanceOf(RuntimeException.class);
        assertThat(blog.rows("select name from app.author")).containsExactly("(Ann)", "(Bob)");
    }

    @Test
    void refusesAnOperatorWithoutAReason() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> blog.tenancy.asOperator(MAIN, Actor.user("olga")))
                .withMessageContaining("olga")
                .withMessageContaining("reason");
        assertThat(blog.events).isEmpty();
    }

    @Test
    void afterAnOperatorTheThreadIsBoundToNobody() {
        blog.tenancy.asOperator(MAIN, OLGA).inTransaction(session -> {});
        assertThatExceptionOfType(NoTenantException.class).isThrownBy(() -> blog.tenancy.inTransaction(session -> {}));
    }
}
