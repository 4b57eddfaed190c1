package io.tenancy.example.cookbook.recipe;

import io.tenancy.context.TenantContext;
import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.publishing.Post;
import io.tenancy.example.cookbook.publishing.Publishing;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.fetch.FetchGuard;
import io.tenancy.hibernate.fetch.FetchLedger;
import io.tenancy.hibernate.paging.CursorRefusedException;
import io.tenancy.hibernate.paging.KeysetPage;
import io.tenancy.hibernate.paging.Total;
import io.tenancy.hibernate.repository.Repository;
import jakarta.data.page.PageRequest;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.Order;
import org.hibernate.query.specification.SelectionSpecification;

/** A page and the total count in one statement; then page after page by keyset, however far. */
public final class Pages {

    public static void main(String... args) throws Exception {
        Kitchen.cook(Pages::cook);
    }

    public static void cook(Kitchen kitchen) throws Exception {
        HibernateTenancy tenancy =
                kitchen.serve(builder -> builder.fetchGuard(FetchGuard.observe()), Publishing.entities());
        TenantContext.of("acme").run(() -> Publishing.fill(tenancy));
        TenantContext.of("acme").run(() -> tenancy.inTransaction(session -> byOffset(kitchen, session)));
        TenantContext.of("acme").run(() -> tenancy.inTransaction(session -> byKeyset(kitchen, session)));
        String cursor = TenantContext.of("acme").call(() -> tenancy.fromTransaction(Pages::cursor));
        TenantContext.of("globex")
                .run(() -> tenancy.inTransaction(session -> strangersCursor(kitchen, session, cursor)));
    }

    private static void byOffset(Kitchen kitchen, Session session) {
        var posts = Repository.<Post, Long>of(Post.class, session);
        var page = posts.page(byTitle(posts), PageRequest.ofPage(2).size(4), Total.exact());
        kitchen.say(
                "page %d of %d, %d posts in all: %s",
                page.pageRequest().page(), page.totalPages(), page.totalElements(), titles(page.content()));
        FetchLedger.of(session).expect().selects(1);
    }

    private static void byKeyset(Kitchen kitchen, Session session) {
        var posts = Repository.<Post, Long>of(Post.class, session);
        var page = posts.scroll(byTitle(posts), PageRequest.ofSize(4));
        while (true) {
            kitchen.say("next: %s", titles(page.content()));
            if (page.findNext().isEmpty()) {
                return;
            }
            String link = page.findNext().get(); // what a URL would carry
            page = posts.scroll(byTitle(posts), KeysetPage.after(link, 4));
        }
    }

    private static String cursor(Session session) {
        var posts = Repository.<Post, Long>of(Post.class, session);
        return posts.scroll(byTitle(posts), PageRequest.ofSize(4)).findNext().orElseThrow();
    }

    private static void strangersCursor(Kitchen kitchen, Session session, String cursor) {
        var posts = Repository.<Post, Long>of(Post.class, session);
        try {
            posts.scroll(byTitle(posts), KeysetPage.after(cursor, 4));
        } catch (CursorRefusedException e) {
            kitchen.say("globex, with the cursor of acme: %s", e.getMessage());
        }
    }

    private static SelectionSpecification<Post> byTitle(Repository<Post, Long> posts) {
        return posts.all().sort(Order.asc(Post.class, "title"));
    }

    private static List<String> titles(List<Post> posts) {
        return posts.stream().map(Post::title).toList();
    }
}
