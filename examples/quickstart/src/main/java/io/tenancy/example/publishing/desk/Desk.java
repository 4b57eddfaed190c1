package io.tenancy.example.publishing.desk;

import io.tenancy.example.publishing.model.Comment;
import io.tenancy.example.publishing.model.Note;
import io.tenancy.example.publishing.model.Post;
import io.tenancy.example.publishing.model.Tag;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.fetch.FetchPlan;
import io.tenancy.hibernate.paging.KeysetPage;
import io.tenancy.hibernate.paging.Paging;
import io.tenancy.hibernate.repository.Repository;
import io.tenancy.hibernate.softdelete.SoftDelete;
import io.tenancy.hibernate.softdelete.Visibility;
import io.tenancy.hibernate.transaction.RetryPolicy;
import io.tenancy.hibernate.transaction.UnitOfWork;
import jakarta.data.page.PageRequest;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The editors' side of a publisher. Safe for use by several threads. */
public final class Desk {

    private final UnitOfWork unit;
    private final Paging paging = Paging.ofThisProcess();

    public Desk(HibernateTenancy tenancy) {
        this.unit = tenancy.transaction();
    }

    /** Titles of one page, counted from 1, and how many posts there are in all. */
    public record Titles(List<String> titles, long total) {}

    /** Titles to read on from, and the cursor to the next ones; null at the end. */
    public record Stretch(List<String> titles, @Nullable String next) {}

    /** A post with all that readers see of it. */
    public record Discussion(String title, String author, List<String> tags, List<String> readers) {}

    public Titles page(int number, int size) {
        return unit.readOnly().call(session -> {
            var page =
                    new Archive(session, paging).page(PageRequest.ofPage(number).size(size));
            return new Titles(titles(page.content()), page.totalElements());
        });
    }

    /** @param cursor of the stretch before; null to begin */
    public Stretch readOn(@Nullable String cursor, int size) {
        return unit.readOnly().call(session -> {
            var page = new Archive(session, paging)
                    .scroll(cursor == null ? PageRequest.ofSize(size) : KeysetPage.after(cursor, size));
            return new Stretch(titles(page.content()), page.findNext().orElse(null));
        });
    }

    /** Posts with authors, comments and tags: three levels, and two statements however many posts there are. */
    public List<Discussion> discussions() {
        return unit.readOnly().call(session -> {
            List<Post> posts = FetchPlan.of(Post.class, "author", "comments")
                    .on(session.createSelectionQuery("from Post order by slug", Post.class), session)
                    .getResultList();
            FetchPlan.of(Post.class, "tags")
                    .on(session.createSelectionQuery("from Post", Post.class), session)
                    .getResultList();
            return posts.stream().map(Desk::discussion).toList();
        });
    }

    /** Two editors may correct the same post at once: the one who comes second starts over with what the first wrote. */
    public void retitle(String slug, String title) {
        unit.retrying(RetryPolicy.of(5)).run(session -> post(session, slug).rename(title));
    }

    public UUID note(String slug, String text) {
        return unit.call(session -> {
            var note = new Note(post(session, slug), text);
            session.persist(note);
            return note.getId();
        });
    }

    public void removeNote(UUID id) {
        unit.run(session -> {
            Repository<Note, UUID> notes = notes(session);
            notes.delete(notes.require(id));
        });
    }

    public void restoreNote(UUID id) {
        unit.run(session -> notes(session).restore(id));
    }

    public List<String> notes() {
        return unit.readOnly().call(Desk::texts);
    }

    public List<String> removedNotes() {
        return unit.readOnly().call(session -> SoftDelete.in(session).view(Visibility.ONLY_DELETED, Desk::texts));
    }

    private static Discussion discussion(Post post) {
        return new Discussion(
                post.getTitle(),
                post.getAuthor().getName(),
                post.getTags().stream().map(Tag::getName).sorted().toList(),
                post.getComments().stream().map(Comment::getReader).toList());
    }

    private static List<String> titles(List<Post> posts) {
        return posts.stream().map(Post::getTitle).toList();
    }

    private static List<String> texts(Session session) {
        return session.createSelectionQuery("select text from Note order by id", String.class)
                .getResultList();
    }

    private static Repository<Note, UUID> notes(Session session) {
        return Repository.of(Note.class, session);
    }

    private static Post post(Session session, String slug) {
        return session.createSelectionQuery("from Post where slug = :slug", Post.class)
                .setParameter("slug", slug)
                .uniqueResultOptional()
                .orElseThrow(() -> new IllegalArgumentException("There is no post '" + slug + "'."));
    }
}
