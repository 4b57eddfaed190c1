package io.tenancy.example.saas.attack;

import io.tenancy.SchemaName;
import io.tenancy.TenantId;
import io.tenancy.example.saas.SaasService;
import io.tenancy.example.saas.access.Tokens;
import io.tenancy.example.saas.attack.Judge.Finding;
import io.tenancy.example.saas.attack.Scene.Loot;
import io.tenancy.example.saas.ground.Home;
import io.tenancy.example.saas.ground.Postgres;
import io.tenancy.postgres.schema.SchemaRole;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Starts the service with its careless endpoint, and attacks it over HTTP in each placement. Ends with 1 if something crossed that should not. */
public final class Attack {

    private static final JsonMapper JSON = new JsonMapper();

    private final ConfigurableApplicationContext service;
    private final List<Attempt> attempts = Stream.of(
                    NamingAttempts.all(), TokenAttempts.all(), RowAttempts.all(), RaceAttempts.all(), SqlAttempts.all())
            .flatMap(List::stream)
            .toList();

    /** @param service with {@code saas.careless=true} */
    public Attack(ConfigurableApplicationContext service) {
        this.service = service;
    }

    public static void main(String... arguments) throws Exception {
        boolean leaked;
        var properties = Map.<String, Object>of("server.port", "0", "saas.careless", "true");
        // As an argument, since logging is set up before there are properties: the table is all that is to be seen.
        String[] quiet = Stream.concat(
                        Stream.of("--logging.level.root=off", "--logging.level.com.zaxxer.hikari=off"),
                        Stream.of(arguments))
                .toArray(String[]::new);
        try (var service = SaasService.start(Postgres::embedded, properties, quiet)) {
            Table table = new Attack(service).run();
            table.print(System.out);
            leaked = table.hasLeak();
        }
        System.exit(leaked ? 1 : 0);
    }

    /** All attempts in these placements, in all if none is named. */
    public Table run(Home... homes) throws Exception {
        var findings = new ArrayList<Finding>();
        for (Home home : homes.length == 0 ? Home.values() : homes) {
            Scene scene = scene(home);
            // What crosses by changing something is told once: the victim is asked again only after it was told.
            String before = scene.inventory();
            for (Attempt attempt : attempts) {
                Finding finding = Judge.judge(attempt, scene, before);
                findings.add(finding);
                before = finding.crossed() ? scene.inventory() : before;
            }
        }
        return new Table(findings);
    }

    private Scene scene(Home home) throws Exception {
        return switch (home) {
            case ROWS -> scene(home, "lamplight-review", "northwind-press");
            case SCHEMA -> scene(home, "fern-and-fathom", "tidewater");
            case DATABASE -> scene(home, "signal-house", "kettle-and-crumb");
        };
    }

    /** What came of one attempt in shared rows, for a test that takes the wall away. */
    Finding inSharedRows(String attempt) throws Exception {
        Attempt one = attempts.stream()
                .filter(each -> each.name().equals(attempt))
                .findFirst()
                .orElseThrow();
        Scene scene = scene(Home.ROWS);
        return Judge.judge(one, scene, scene.inventory());
    }

    /** The victim gets a user and a post that nobody else may know of. */
    private Scene scene(Home home, String attacker, String victim) throws Exception {
        int port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
        var tokens = service.getBean(Tokens.class);
        String word = "secret" + Long.toHexString(System.nanoTime());
        // Signing one for each request would take longer than all the rest.
        Map<String, String> kept = new ConcurrentHashMap<>();
        var nothing = new Loot("", "", "", "", "", "", "", "");
        var asVictim = new Scene(
                port,
                home,
                victim,
                attacker,
                tenant -> kept.computeIfAbsent(
                        tenant, each -> tokens.of(TenantId.of(each), "mallory", Duration.ofHours(1))),
                tokens.of(TenantId.of(victim), "ann", Duration.ofHours(-1)),
                tokens.publicKey(),
                nothing);
        String email = word + "@example.org";
        String user = id(asVictim.send("POST", "/api/users", "{\"name\":\"Vera\",\"email\":\"%s\"}".formatted(email)));
        String title = "Title " + word;
        String post = id(asVictim.send(
                "POST",
                "/api/posts",
                "{\"authorId\":\"%s\",\"title\":\"%s\",\"body\":\"for us alone\"}".formatted(user, title)));
        String cursor = JSON.readTree(asVictim.get("/api/posts?size=1").body())
                .get("next")
                .asString();
        var schema = home == Home.SCHEMA ? SchemaName.generatedFor(TenantId.of(victim)) : SchemaName.of("app");
        String database = home == Home.DATABASE ? "saas_" + victim.replace('-', '_') : "saas";
        String role =
                home == Home.SCHEMA ? SchemaRole.of(database, schema).name().name() : "saas_owner";
        return new Scene(
                port,
                home,
                attacker,
                victim,
                asVictim.tokens(),
                asVictim.expiredToken(),
                tokens.publicKey(),
                new Loot(post, user, cursor, title, email, schema.value(), role, database));
    }

    private static String id(Reply reply) {
        return JSON.readTree(reply.body()).get("id").asString();
    }

    /** What came of all of it. */
    public record Table(List<Finding> findings) {

        /** Something crossed that should not have. */
        public boolean hasLeak() {
            return findings.stream().anyMatch(Finding::isLeak);
        }

        /** How many ways were tried, in each placement. */
        public long attempts() {
            return findings.stream().map(Finding::attempt).distinct().count();
        }

        public void print(PrintStream out) {
            String line = "%-44s  %-28s  %-28s  %-28s%n";
            out.printf(line, "attempt", "shared rows", "own schema", "own database");
            out.printf(line, "-".repeat(44), "-".repeat(28), "-".repeat(28), "-".repeat(28));
            for (String attempt :
                    findings.stream().map(Finding::attempt).distinct().toList()) {
                out.printf(
                        line,
                        attempt,
                        cell(attempt, Home.ROWS),
                        cell(attempt, Home.SCHEMA),
                        cell(attempt, Home.DATABASE));
            }
            long conceded = findings.stream()
                    .filter(finding -> finding.crossed() && finding.conceded())
                    .count();
            long leaks = findings.stream().filter(Finding::isLeak).count();
            out.printf(
                    "%n%d attempts in 3 placements: %d stopped, %d crossed as docs/threat-model.md says they do (≈), %d crossed that should not (!).%n",
                    attempts(), findings.size() - conceded - leaks, conceded, leaks);
        }

        private String cell(String attempt, Home home) {
            return findings.stream()
                    .filter(finding -> finding.attempt().equals(attempt) && finding.home() == home)
                    .map(finding -> (finding.isLeak() ? "! " : finding.crossed() ? "≈ " : "") + finding.status() + " "
                            + finding.by())
                    .findFirst()
                    .orElse("");
        }
    }
}
