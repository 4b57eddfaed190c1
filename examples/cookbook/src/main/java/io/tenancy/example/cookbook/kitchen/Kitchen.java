package io.tenancy.example.cookbook.kitchen;

import io.tenancy.Tenant;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.HibernateTenancyBuilder;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Where a recipe is cooked: a PostgreSQL, the tables of its entities, and tenants: {@code acme} and {@code globex} share
 * rows, {@code initech} has a schema of its own, {@code umbrella} a database. For use by one thread, but {@link #say}.
 */
public final class Kitchen implements AutoCloseable {

    private final TestServer server;
    private final PrintStream out;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Kitchen(TestServer server, PrintStream out) {
        this.server = server;
        this.out = out;
    }

    /** Cooks on a PostgreSQL of its own, for a {@code main}. */
    public static void cook(Recipe recipe) throws Exception {
        try (TestServer server = TestServer.start()) {
            cook(recipe, server, System.out);
        }
    }

    /** Cooks on a PostgreSQL that goes on. */
    public static void cook(Recipe recipe, TestServer server, PrintStream out) throws Exception {
        try (var kitchen = new Kitchen(server, out)) {
            recipe.cook(kitchen);
        }
    }

    /** The service over these entities, for the two tenants that share rows. */
    public HibernateTenancy serve(Class<?>... entities) {
        return serve(builder -> {}, entities);
    }

    /** The same, with more to say. */
    public HibernateTenancy serve(Consumer<HibernateTenancyBuilder> more, Class<?>... entities) {
        var place = place();
        place.shareRows(List.of(entities));
        return serve(place, more, entities);
    }

    /** The service over these entities, for tenants in all three placements. */
    public HibernateTenancy serveEverywhere(Class<?>... entities) {
        var place = place();
        place.shareRows(List.of(entities));
        place.giveSchema(List.of(entities));
        place.giveDatabase(List.of(entities));
        return serve(place, builder -> {}, entities);
    }

    /** One more database. */
    public TestDatabase database() {
        return keep(server.createDatabase());
    }

    /** The place itself, for recipes that make their tables by hand. */
    public Place place() {
        return keep(new Place(server));
    }

    /** A service on a place whose tables are there. */
    public HibernateTenancy serve(Place place, Consumer<HibernateTenancyBuilder> more, Class<?>... entities) {
        var builder = HibernateTenancy.builder(
                        InMemoryTenants.of(place.tenants().toArray(Tenant[]::new)))
                .entities(entities);
        place.servers().forEach(builder::server);
        more.accept(builder);
        return keep(builder.build());
    }

    /** Prints a line. */
    public void say(String format, Object... values) {
        out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }

    private <T extends AutoCloseable> T keep(T what) {
        open.push(what);
        return what;
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
