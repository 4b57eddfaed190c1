package io.tenancy.example.saas.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Both tenants ask at once, many times, over the same few connections; each answer has to be of whoever asked. */
final class RaceAttempts {

    private static final int THREADS = 8;
    private static final int REQUESTS = 48;

    private RaceAttempts() {}

    static List<Attempt> all() {
        return List.of(
                Attempt.of("race for connections", scene -> race(scene, "/api/posts?size=100")),
                Attempt.of("race between threads of the executor", scene -> race(scene, "/api/digest")));
    }

    /** @return the first answer that is of somebody else or of no use, or the last one */
    private static Reply race(Scene scene, String path) throws Exception {
        var requests = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < REQUESTS; i++) {
            String asking = i % 2 == 0 ? scene.attacker() : scene.victim();
            String other = i % 2 == 0 ? scene.victim() : scene.attacker();
            var headers = Map.of("Authorization", "Bearer " + scene.tokens().apply(asking));
            requests.add(() -> {
                Reply reply = scene.send("GET", path, "", headers);
                boolean wrong = reply.body().contains("\"tenant\":\"" + other + "\"");
                // What the victim gets of its own is no loot.
                return wrong
                        ? new Reply(reply.status(), scene.loot().secret() + " crossed in a race")
                        : new Reply(reply.status(), reply.status() == 200 ? "" : reply.body());
            });
        }
        var executor = Executors.newFixedThreadPool(THREADS);
        try {
            Reply last = new Reply(0, "nothing was sent");
            for (var answer : executor.invokeAll(requests)) {
                last = answer.get();
                if (!last.body().isEmpty()) {
                    return last;
                }
            }
            return last;
        } finally {
            executor.shutdownNow();
        }
    }
}
