package io.tenancy.example.publishing;

import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.example.publishing.console.Console;
import io.tenancy.example.publishing.console.Steps;
import io.tenancy.example.publishing.console.Style;
import io.tenancy.example.publishing.console.Table;
import io.tenancy.example.publishing.desk.Circulation;
import io.tenancy.example.publishing.desk.Desk;
import io.tenancy.example.publishing.mistakes.Mistake;
import io.tenancy.example.publishing.mistakes.Mistakes;
import io.tenancy.example.publishing.mistakes.Outcome;
import io.tenancy.example.publishing.mistakes.Outcome.Leaked;
import io.tenancy.example.publishing.mistakes.Scene;
import io.tenancy.example.publishing.mistakes.Trial;
import io.tenancy.example.publishing.mistakes.Witness;
import io.tenancy.example.publishing.model.PublishingModel;
import io.tenancy.example.publishing.newsroom.Headline;
import io.tenancy.example.publishing.newsroom.Newsroom;
import io.tenancy.example.publishing.platform.Publisher;
import io.tenancy.example.publishing.platform.Publishers;
import io.tenancy.example.publishing.platform.PublishingServer;
import io.tenancy.example.publishing.sample.SampleData;
import io.tenancy.example.publishing.sample.SampleLoader;
import io.tenancy.hibernate.HibernateTenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Three publishers in three placements on real PostgreSQL servers: one code, one SessionFactory, and no way across. */
public final class Quickstart {

    private static final int READERS = 5_000;
    private static final int STEPS = 9;

    private final Console console = Console.standard();
    private final Steps steps = new Steps(console, STEPS);
    private int leaks;

    public static void main(String[] args) throws Exception {
        System.exit(new Quickstart().run());
    }

    private int run() throws Exception {
        console.line("Tenancy quickstart: three publishers, three placements, one SessionFactory", Style.STRONG);
        console.emptyLine();
        try (PublishingServer main = startServer("main");
                PublishingServer second = startServer("second")) {
            Publishers publishers = settle(main, second);
            try (HibernateTenancy tenancy = startHibernate(publishers.directory(), main, second)) {
                load(tenancy, publishers);
                work(tenancy, publishers);
                countRoundTrips(tenancy, publishers);
                edit(tenancy, publishers);
                makeMistakes(tenancy, publishers);
            }
        }
        console.line(
                leaks == 0
                        ? "Nothing crossed from one publisher to another. The servers are stopped."
                        : leaks + " MISTAKES GOT THROUGH. The servers are stopped.",
                leaks == 0 ? Style.GOOD : Style.BAD);
        return leaks == 0 ? 0 : 1;
    }

    private PublishingServer startServer(String name) throws Exception {
        return steps.call("Start PostgreSQL server '" + name + "'", () -> {
            PublishingServer server = PublishingServer.start(name);
            steps.note("PostgreSQL " + server.version() + " on port " + server.port()
                    + ", with roles owner, app and operator");
            return server;
        });
    }

    private Publishers settle(PublishingServer main, PublishingServer second) throws Exception {
        return steps.call("Make tables and walls, register the publishers", () -> {
            Publishers publishers = Publishers.settle(main, second);
            var table = new Table("tenant", "status", "placement");
            publishers.publishing().forEach(p -> table.row(p.id(), p.tenant().status(), p.placement()));
            Tenant suspended = publishers.suspended();
            table.row(suspended.id(), suspended.status(), "shared rows on main");
            steps.table(table);
            return publishers;
        });
    }

    private HibernateTenancy startHibernate(TenantDirectory directory, PublishingServer main, PublishingServer second)
            throws Exception {
        return steps.call("Start Hibernate: one SessionFactory for all of them", () -> {
            Class<?>[] entities = PublishingModel.entities().toArray(Class<?>[]::new);
            steps.note(entities.length + " entities, plain Jakarta Persistence with @TenantId");
            return HibernateTenancy.builder(directory)
                    .server(main.server())
                    .server(second.server())
                    .entities(entities)
                    .build();
        });
    }

    private void load(HibernateTenancy tenancy, Publishers publishers) throws Exception {
        steps.run("Load each publisher's sample data, by the same code", () -> {
            var table = new Table("publisher", "authors", "tags", "posts", "comments", "subscriptions");
            List<Publisher> all = publishers.publishing();
            for (Publisher publisher : all) {
                steps.progress("publisher", all.indexOf(publisher) + 1, all.size());
                SampleData data = SampleData.of(publisher.id().value());
                as(publisher, () -> tenancy.inTransaction(session -> SampleLoader.load(data, session)));
                table.row(
                        publisher.id(),
                        data.authors().size(),
                        data.tags().size(),
                        data.posts().size(),
                        data.comments().size(),
                        data.subscriptions().size());
            }
            steps.table(table);
        });
    }

    private void work(HibernateTenancy tenancy, Publishers publishers) throws Exception {
        var newsroom = new Newsroom(tenancy.sessionFactory());
        steps.run("Show each publisher's front page, by the same query", () -> {
            var table = new Table("publisher", "headline", "author", "comments");
            for (Publisher publisher : publishers.placements()) {
                as(publisher, () -> {
                    for (Headline headline : newsroom.frontPage(2)) {
                        table.row(publisher.id(), headline.title(), headline.author(), headline.comments());
                    }
                });
            }
            steps.table(table);
        });
    }

    private void countRoundTrips(HibernateTenancy tenancy, Publishers publishers) throws Exception {
        var newsroom = new Newsroom(tenancy.sessionFactory());
        steps.run("Count round trips to the server, commit included", () -> {
            var table = new Table("publisher", "placement", "front page", "posts of a tag", "comment on a post");
            for (Publisher publisher : publishers.placements()) {
                SampleData data = SampleData.of(publisher.id().value());
                String slug = data.posts().get(0).slug();
                as(
                        publisher,
                        () -> table.row(
                                publisher.id(),
                                publisher.placement(),
                                trips(publisher, () -> newsroom.frontPage(2)),
                                trips(
                                        publisher,
                                        () -> newsroom.titlesTagged(data.tags().get(0))),
                                trips(publisher, () -> newsroom.comment(slug, "A reader", "Thank you for this."))));
            }
            steps.table(table);
            steps.note("A transaction with one statement takes 2 without tenancy as well: the statement, the commit.");
        });
    }

    private void edit(HibernateTenancy tenancy, Publishers publishers) throws Exception {
        var desk = new Desk(tenancy);
        List<String> readers = IntStream.range(0, READERS)
                .mapToObj(i -> "reader" + i + "@example.org")
                .toList();
        steps.run("Edit: a page with its total, three levels at once, a note restored, readers in bulk", () -> {
            var table = new Table("publisher", "page 1 of", "trips", "discussions", "trips", "notes", "new readers");
            try (var circulation = new Circulation(tenancy)) {
                for (Publisher publisher : publishers.placements()) {
                    SampleData data = SampleData.of(publisher.id().value());
                    as(publisher, () -> {
                        UUID note = desk.note(data.posts().get(0).slug(), "Ask the author.");
                        desk.removeNote(note);
                        int without = desk.notes().size();
                        desk.restoreNote(note);
                        table.row(
                                publisher.id(),
                                desk.page(1, 3).total() + " posts",
                                trips(publisher, () -> desk.page(1, 3)),
                                desk.discussions().size(),
                                trips(publisher, desk::discussions),
                                without + ", restored " + desk.notes().size(),
                                circulation
                                        .subscribe(data.authors().get(0).email(), readers)
                                        .join());
                    });
                }
            }
            steps.table(table);
            steps.note("The readers came in the background, in a few statements, for the publisher who asked.");
        });
    }

    private void makeMistakes(HibernateTenancy tenancy, Publishers publishers) throws Exception {
        List<Mistake> mistakes = Mistakes.all();
        steps.run("Make " + mistakes.size() + " mistakes as each publisher, and see what stops them", () -> {
            List<Trial> trials = new ArrayList<>();
            var header = new ArrayList<String>(List.of("mistake"));
            for (Publisher publisher : publishers.placements()) {
                trials.add(trial(tenancy, publishers, publisher));
                header.add("in " + publisher.placement().replaceAll(" on .*", ""));
            }
            var table = new Table(header.toArray(String[]::new));
            for (Mistake mistake : mistakes) {
                steps.progress("mistake", mistakes.indexOf(mistake) + 1, mistakes.size());
                var row = new ArrayList<Table.Cell>();
                row.add(new Table.Cell(mistake.name(), Style.PLAIN));
                for (Trial trial : trials) {
                    row.add(cell(trial.of(mistake)));
                }
                table.row(row);
            }
            steps.table(table);
        });
    }

    private static Trial trial(HibernateTenancy tenancy, Publishers publishers, Publisher own) {
        Publisher foreign = publishers.foreignTo(own);
        var scene = new Scene(
                tenancy.sessionFactory(),
                tenancy.dataSource(),
                own.id(),
                foreign.id(),
                publishers.suspended().id(),
                foreign.schema());
        return new Trial(scene, new Witness(foreign.server()::connectAsSuperuser, foreign.schema(), foreign.id()));
    }

    private Table.Cell cell(Outcome outcome) {
        boolean leaked = outcome instanceof Leaked;
        leaks += leaked ? 1 : 0;
        String text = leaked ? outcome.describe() : outcome.wall() + ": " + outcome.describe();
        return new Table.Cell(text, leaked ? Style.BAD : Style.GOOD);
    }

    private static long trips(Publisher publisher, Runnable transaction) {
        // The first time opens and validates the pool's connection.
        transaction.run();
        long before = publisher.server().roundTrips();
        transaction.run();
        return publisher.server().roundTrips() - before;
    }

    private static void as(Publisher publisher, Runnable work) {
        TenantContext.of(publisher.id()).run(work);
    }
}
