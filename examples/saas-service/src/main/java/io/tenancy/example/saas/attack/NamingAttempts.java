package io.tenancy.example.saas.attack;

import java.util.List;
import java.util.Map;

/** Says to be for the victim: by header, host, path, parameter. */
final class NamingAttempts {

    private NamingAttempts() {}

    static List<Attempt> all() {
        return List.of(
                Attempt.of(
                        "header names the victim",
                        scene -> scene.send(
                                "GET",
                                "/api/posts",
                                "",
                                Map.of("Authorization", scene.own(), "X-Tenant", scene.victim()))),
                Attempt.of(
                        "header names both",
                        scene -> scene.raw(
                                "/api/posts",
                                "Host: localhost",
                                "Authorization: " + scene.own(),
                                "X-Tenant: " + scene.attacker(),
                                "X-Tenant: " + scene.victim())),
                Attempt.of(
                        "header without a token",
                        scene -> scene.send("GET", "/api/posts", "", Map.of("X-Tenant", scene.victim()))),
                Attempt.of(
                        "host of the victim",
                        scene -> scene.raw(
                                "/api/posts",
                                "Host: " + scene.victim() + ".publishing.localhost",
                                "Authorization: " + scene.own())),
                Attempt.of(
                        "forwarded host of the victim",
                        scene -> scene.send(
                                "GET",
                                "/api/posts",
                                "",
                                Map.of(
                                        "Authorization",
                                        scene.own(),
                                        "X-Forwarded-Host",
                                        scene.victim() + ".publishing.localhost"))),
                Attempt.of("path of the victim", scene -> scene.get("/t/" + scene.victim() + "/api/posts")),
                Attempt.of(
                        "path of the victim, encoded",
                        scene -> scene.get("/t/%"
                                + Integer.toHexString(scene.victim().charAt(0))
                                + scene.victim().substring(1) + "/api/posts")),
                Attempt.of(
                        "path with dots",
                        scene -> scene.raw(
                                "/t/" + scene.attacker() + "/../" + scene.victim() + "/api/posts",
                                "Host: localhost",
                                "Authorization: " + scene.own())),
                Attempt.of(
                        "path with a parameter",
                        scene -> scene.raw(
                                "/t/" + scene.attacker() + ";/../" + scene.victim() + "/api/posts",
                                "Host: localhost",
                                "Authorization: " + scene.own())),
                Attempt.of(
                        "parameters name the victim",
                        scene -> scene.get("/api/posts?size=100&tenant=" + scene.victim() + "&tenantId="
                                + scene.victim() + "&tenant_id=" + scene.victim())));
    }
}
