package io.tenancy.example.saas.demo;

import static io.tenancy.example.saas.ground.Home.DATABASE;
import static io.tenancy.example.saas.ground.Home.ROWS;
import static io.tenancy.example.saas.ground.Home.SCHEMA;

import io.tenancy.TenantId;
import io.tenancy.example.saas.ground.Ground.Newcomer;
import io.tenancy.example.saas.ground.Home;
import java.util.List;
import java.util.Optional;

/**
 * The publishers that the example comes with: two in each placement, and one whose contract has ended.
 *
 * @param titles of its posts
 */
public record Cast(String id, Home home, String plan, List<String> people, List<String> tags, List<String> titles) {

    static final String ENDED = "old-mill-weekly";

    private static final List<Cast> ALL = List.of(
            new Cast(
                    "northwind-press",
                    ROWS,
                    "gold",
                    List.of("Ines Halvorsen", "Tom Okafor", "Ruth Adeyemi", "Jonas Weil"),
                    List.of("cities", "transport", "housing"),
                    List.of(
                            "The last tram to Harbour Street",
                            "Who owns the roofs of the old town?",
                            "A library that never closes",
                            "Counting the trees of one city block",
                            "Why the new bridge hums",
                            "Twelve benches, and who sits on them",
                            "The night shift of the water works",
                            "What a bus driver knows about rain")),
            new Cast(
                    "lamplight-review",
                    ROWS,
                    "standard",
                    List.of("Petra Lind", "Samir Haddad", "Eve Castellan"),
                    List.of("novels", "essays", "translation"),
                    List.of(
                            "Novels that begin with a letter",
                            "The translator's third draft",
                            "Against the beautiful sentence",
                            "Reading aloud, again",
                            "A shelf of unfinished books",
                            "What footnotes are for")),
            new Cast(
                    "tidewater",
                    SCHEMA,
                    "standard",
                    List.of("Mara Lindqvist", "Keiko Tanabe", "Anselm Ruiz", "Femi Balogun"),
                    List.of("deep-sea", "plankton", "ice"),
                    List.of(
                            "Marine snow, in slow motion",
                            "How earthquakes feed a trench",
                            "The sound that krill make",
                            "Ice cores from a warm century",
                            "A map of what we have not seen",
                            "Seagrass keeps accounts",
                            "The whale that changed its song")),
            new Cast(
                    "fern-and-fathom",
                    SCHEMA,
                    "free",
                    List.of("Lou Marchetti", "Ana Pires"),
                    List.of("gardens", "soil"),
                    List.of(
                            "Moss, mostly",
                            "A year without digging",
                            "Letters from a rain gauge",
                            "The hedge as a neighbour",
                            "Seeds that wait")),
            new Cast(
                    "kettle-and-crumb",
                    DATABASE,
                    "gold",
                    List.of("Bea Norring", "Olu Adebayo", "Clara Voss"),
                    List.of("bread", "winter", "quick"),
                    List.of(
                            "Rye for people in a hurry",
                            "Soup that forgives",
                            "One pan, four evenings",
                            "The case for burnt edges",
                            "Butter, at the right time",
                            "A cake that keeps a week")),
            new Cast(
                    "signal-house",
                    DATABASE,
                    "standard",
                    List.of("Dana Whitlock", "Iwan Prys"),
                    List.of("radio", "maps"),
                    List.of(
                            "Short wave, long nights",
                            "How to lose a map on purpose",
                            "The lighthouse keeps its own time",
                            "Numbers read by nobody",
                            "A field guide to antennas")),
            new Cast(
                    ENDED,
                    ROWS,
                    "free",
                    List.of("Walter Finch"),
                    List.of("mill"),
                    List.of("The wheel stops", "Thank you, and good-bye")));

    /** The publisher of this id, if it is one of ours. */
    static Optional<Cast> find(TenantId id) {
        return ALL.stream().filter(each -> each.id.equals(id.value())).findFirst();
    }

    /** All of them, as they are to be settled. */
    public static List<Newcomer> newcomers() {
        return ALL.stream()
                .map(each -> new Newcomer(TenantId.of(each.id), each.home, each.plan))
                .toList();
    }

    /** Of somebody who has just come. */
    static Cast newcomer(TenantId id, Home home, String plan) {
        return new Cast(
                id.value(),
                home,
                plan,
                List.of("First Editor"),
                List.of("welcome"),
                List.of("Hello from " + id, "What we are going to publish"));
    }
}
