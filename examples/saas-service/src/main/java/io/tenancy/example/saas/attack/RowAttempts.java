package io.tenancy.example.saas.attack;

import java.util.List;

/** Names the victim's rows: ids, cursors, and the tenant as a property of what is stored. */
final class RowAttempts {

    private RowAttempts() {}

    static List<Attempt> all() {
        return List.of(
                Attempt.of(
                        "reads a post by its id",
                        scene -> scene.get("/api/posts/" + scene.loot().post())),
                Attempt.of(
                        "reads comments of a post",
                        scene -> scene.get("/api/posts/" + scene.loot().post() + "/comments")),
                Attempt.of(
                        "reads a user by its id",
                        scene -> scene.get("/api/users/" + scene.loot().user())),
                Attempt.of(
                        "edits a post",
                        scene -> scene.send(
                                "PUT",
                                "/api/posts/" + scene.loot().post(),
                                "{\"version\":0,\"title\":\"mine\",\"body\":\"mine\"}")),
                Attempt.of(
                        "publishes a post",
                        scene -> scene.send("POST", "/api/posts/" + scene.loot().post() + "/publication", "")),
                Attempt.of(
                        "deletes a post",
                        scene -> scene.send(
                                "DELETE", "/api/posts/" + scene.loot().post(), "")),
                Attempt.of(
                        "comments on a post",
                        scene -> scene.send(
                                "POST",
                                "/api/posts/" + scene.loot().post() + "/comments",
                                "{\"authorId\":\"" + scene.loot().user() + "\",\"body\":\"hello\"}")),
                Attempt.of(
                        "writes as a user",
                        scene -> scene.send(
                                "POST",
                                "/api/posts",
                                "{\"authorId\":\"" + scene.loot().user() + "\",\"title\":\"mine\",\"body\":\"mine\"}")),
                Attempt.of(
                        "imports as a user",
                        scene -> scene.send(
                                "POST",
                                "/api/imports",
                                "{\"posts\":[{\"author\":\"" + scene.loot().email()
                                        + "\",\"title\":\"mine\",\"body\":\"mine\"}]}")),
                Attempt.of(
                        "goes on from a cursor",
                        scene -> scene.get(
                                "/api/posts?size=1&after=" + scene.loot().cursor())),
                Attempt.of("searches for the secret", scene -> scene.get("/api/posts/search?title=secret")),
                Attempt.of(
                        "stores a row with another tenant_id",
                        scene -> scene.send(
                                "POST",
                                "/api/users",
                                "{\"name\":\"Mallory\",\"email\":\"mallory-%1$d@example.org\",\"tenantId\":\"%2$s\",\"tenant_id\":\"%2$s\",\"tenant\":\"%2$s\"}"
                                        .formatted(System.nanoTime(), scene.victim()))));
    }
}
