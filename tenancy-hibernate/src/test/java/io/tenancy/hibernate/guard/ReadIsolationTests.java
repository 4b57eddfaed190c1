package io.tenancy.hibernate.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.context.TenantContext;
import io.tenancy.event.TenancyEvent.AccessRefused;
import io.tenancy.hibernate.blog.Author;
import io.tenancy.hibernate.blog.Media;
import io.tenancy.hibernate.blog.OnBlog;
import io.tenancy.hibernate.blog.Post;
import io.tenancy.hibernate.blog.Video;
import io.tenancy.refusal.ForbiddenStatementException;
import io.tenancy.refusal.TenantMismatchException;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.ObjectNotFoundException;
import org.hibernate.query.criteria.JpaRoot;
import org.junit.jupiter.api.Test;

/** Reads without a wall in the database. */
class ReadIsolationTests extends OnBlog {

    @Test
    void findSeesOwnRowsOnly() {
        blog.as("a", session -> {
            assertThat(session.find(Author.class, 1L).name).isEqualTo("Ann");
            assertThat(session.find(Author.class, 2L)).isNull();
            assertThat(session.find(Video.class, 1L)).isNotNull();
            assertThat(session.find(Media.class, 2L)).isNull();
        });
        blog.statelessAs("a", session -> {
            assertThat(session.get(Author.class, 1L).name).isEqualTo("Ann");
            assertThat(session.get(Author.class, 2L)).isNull();
        });
    }

    @Test
    void severalIdsAtOnceSeeOwnRowsOnly() {
        blog.as("a", session -> assertThat(session.findMultiple(Author.class, List.of(1L, 2L)))
                .extracting(author -> author == null ? null : author.name)
                .containsExactly("Ann", null));
    }

    @Test
    void aReferenceToAForeignRowLeadsNowhere() {
        blog.as("a", session -> {
            assertThat(session.getReference(Author.class, 1L)).satisfies(own -> {
                Hibernate.initialize(own);
                assertThat(((Author) Hibernate.unproxy(own)).name).isEqualTo("Ann");
            });
            var foreign = session.getReference(Author.class, 2L);
            assertThatExceptionOfType(ObjectNotFoundException.class).isThrownBy(() -> Hibernate.initialize(foreign));
        });
    }

    @Test
    void hqlAndCriteriaSeeOwnRowsOnly() {
        blog.as("b", session -> {
            assertThat(session.createSelectionQuery("select name from Author", String.class)
                            .getResultList())
                    .containsExactly("Bob");
            var query = session.getCriteriaBuilder().createQuery(Post.class);
            JpaRoot<Post> root = query.from(Post.class);
            query.select(root);
            assertThat(session.createSelectionQuery(query).getResultList())
                    .extracting(post -> post.title)
                    .containsExactly("Post b");
        });
    }

    @Test
    void entitiesOfNativeSqlAreRefusedIfForeign() {
        blog.as("a", session -> assertThat(session.createNativeQuery("select * from author where id = 1", Author.class)
                        .getResultList())
                .hasSize(1));
        blog.as("a", session -> assertThatExceptionOfType(TenantMismatchException.class)
                .isThrownBy(() -> session.createNativeQuery("select * from author where id = 2", Author.class)
                        .getResultList())
                .withMessageContaining("Author#2")
                .withMessageContaining("'b'")
                .withMessageContaining("'a'"));
        assertThat(blog.events).hasSize(1).first().isInstanceOf(AccessRefused.class);
    }

    @Test
    void aForeignReferenceStoredInAnOwnRowIsNotFollowed() {
        blog.database.execute(blog.database.owner(), "update app.post set author_id = 2 where id = 1");
        blog.as("a", session -> {
            var author = session.find(Post.class, 1L).author;
            assertThatExceptionOfType(ObjectNotFoundException.class).isThrownBy(() -> Hibernate.initialize(author));
        });
    }

    @Test
    void theTenantFilterCannotBeDisabled() {
        blog.as("a", session -> {
            session.disableFilter("_tenantId");
            assertThatExceptionOfType(ForbiddenStatementException.class)
                    .isThrownBy(() -> session.createSelectionQuery("select name from Author", String.class)
                            .getResultList());
            assertThatExceptionOfType(ForbiddenStatementException.class)
                    .isThrownBy(() -> session.find(Author.class, 2L));
            session.enableFilter("_tenantId").setParameter("tenantId", "b");
            assertThatExceptionOfType(ForbiddenStatementException.class)
                    .isThrownBy(() -> session.find(Author.class, 2L));
            session.enableFilter("_tenantId").setParameter("tenantId", "a");
            assertThat(session.find(Author.class, 1L)).isNotNull();
        });
    }

    @Test
    void anEntityLoadedWithTheFilterDisabledOutsideATransactionIsRefused() {
        TenantContext.of("a").run(() -> {
            try (var session = blog.tenancy.sessionFactory().openSession()) {
                session.disableFilter("_tenantId");
                assertThatExceptionOfType(TenantMismatchException.class)
                        .isThrownBy(() -> session.createSelectionQuery("from Author where id = 2", Author.class)
                                .getResultList());
            }
        });
    }

    /** What the wall in the database is for. */
    @Test
    void nativeColumnsAndCollectionTablesAreLeftToTheDatabase() {
        blog.as("a", session -> assertThat(
                        session.createNativeQuery("select name from author order by id", String.class)
                                .getResultList())
                .containsExactly("Ann", "Bob"));
    }
}
