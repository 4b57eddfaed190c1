package io.tenancy.example.saas.attack;

import io.tenancy.example.saas.ground.Home;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An attacker who is a user of one tenant, and a victim in the same placement. What the attacker knows of the victim is a lot: its
 * ids, one of its cursors, the name of its schema. Safe for use by several threads.
 *
 * @param tokens gives good tokens; the attacker uses none but its own, and the judge the victim's
 */
record Scene(
        int port,
        Home home,
        String attacker,
        String victim,
        Function<String, String> tokens,
        String expiredToken,
        RSAPublicKey publicKey,
        Loot loot) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /**
     * What the victim has.
     *
     * @param secret in the title of its post
     * @param email of its user
     * @param schema that holds its tables
     * @param role that alone may use them, where they are in a schema of its own
     */
    record Loot(
            String post,
            String user,
            String cursor,
            String secret,
            String email,
            String schema,
            String role,
            String database) {}

    String own() {
        return "Bearer " + tokens.apply(attacker);
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", Map.of("Authorization", own()));
    }

    Reply send(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, path, body, Map.of("Authorization", own()));
    }

    Reply send(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        headers.forEach(request::header);
        var response = CLIENT.send(request.build(), BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body());
    }

    /** As a client that keeps to no rule: lines as they are. */
    Reply raw(String path, String... headers) throws IOException {
        var lines = new StringBuilder("GET " + path + " HTTP/1.1\r\nConnection: close\r\n");
        for (String header : headers) {
            lines.append(header).append("\r\n");
        }
        try (var socket = new Socket("localhost", port);
                InputStream answer = socket.getInputStream()) {
            socket.getOutputStream().write(lines.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            String all = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            return new Reply(Integer.parseInt(all.substring(9, 12)), all);
        }
    }

    /** Text put into the statement of the careless endpoint. */
    Reply inject(String sql) throws IOException, InterruptedException {
        return get("/api/careless?title=" + URLEncoder.encode(sql, StandardCharsets.UTF_8));
    }

    /** What the victim has, as it sees it itself: its secret post, and how much there is of the rest. */
    String inventory() throws IOException, InterruptedException {
        var asVictim = Map.of("Authorization", "Bearer " + tokens.apply(victim));
        var all = new StringBuilder();
        for (String path : List.of("/api/posts/" + loot.post(), "/api/digest")) {
            all.append(send("GET", path, "", asVictim).body().replaceAll("\"workedOutBy\":\"[^\"]*\"", ""))
                    .append('\n');
        }
        return all.toString();
    }
}
