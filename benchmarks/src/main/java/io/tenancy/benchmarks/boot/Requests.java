package io.tenancy.benchmarks.boot;

import io.tenancy.benchmarks.timing.Contender;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;

/** Requests to one of the two, each for another tenant than the one before. */
record Requests(Stage stage, boolean walled, boolean list) implements Contender {

    static final String PLAIN = "without";
    static final String WALLED = "with the starter";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Override
    public String name() {
        return walled ? WALLED : PLAIN;
    }

    @Override
    public Block open(int round) {
        var random = new Random(round);
        int[] tenant = {random.nextInt(stage.tenants())};
        return () -> {
            tenant[0] = (tenant[0] + 1) % stage.tenants();
            // Twenty rows behind it are the tenant's own, too.
            long id = (long) tenant[0] * stage.rows() + random.nextInt(stage.rows() - 20);
            var request = HttpRequest.newBuilder(URI.create(
                            "http://localhost:" + stage.port(walled) + (list ? "/memos?from=" : "/memos/") + id))
                    .header("X-Tenant", "t" + tenant[0])
                    .build();
            var response = CLIENT.send(request, BodyHandlers.ofString());
            String last = "\"memo " + (list ? id + 19 : id) + "\"";
            if (response.statusCode() != 200 || !response.body().contains(last)) {
                throw new IllegalStateException("Request " + request.uri() + " of tenant t" + tenant[0] + " " + name()
                        + ": expected 200 and " + last + ", found " + response.statusCode() + ".");
            }
        };
    }
}
