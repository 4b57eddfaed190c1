package io.tenancy.example.saas;

import static io.tenancy.example.saas.Running.get;
import static io.tenancy.example.saas.Running.other;
import static io.tenancy.example.saas.Running.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The API over HTTP, for a tenant in each placement and another one next to it. */
class ApiTests {

    static Stream<String> placements() {
        return Running.placements();
    }

    private static List<String> texts(JsonNode items, String field) {
        return items.valueStream().map(item -> item.get(field).asString()).toList();
    }

    private static String userOf(String tenant) throws Exception {
        return get(tenant, "/api/users").body().get("items").get(0).get("id").asString();
    }

    private static JsonNode newPost(String tenant, String title) throws Exception {
        var answer = send(
                tenant,
                "POST",
                "/api/posts",
                "{\"authorId\":\"%s\",\"title\":\"%s\",\"body\":\"text\",\"tags\":[\"fresh\",\"read\"]}"
                        .formatted(userOf(tenant), title));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body();
    }

    @ParameterizedTest
    @MethodSource("placements")
    void scrollsThroughAllPostsOfItsOwnAndNoOthers(String tenant) throws Exception {
        var ids = new ArrayList<String>();
        String path = "/api/posts?size=3";
        JsonNode page;
        do {
            page = get(tenant, path).body();
            assertThat(texts(page.get("items"), "tenant")).containsOnly(tenant);
            ids.addAll(texts(page.get("items"), "id"));
            path = "/api/posts?size=3&after=" + page.get("next").asString("");
        } while (!page.get("next").isNull());
        assertThat(ids).hasSizeGreaterThan(4).doesNotHaveDuplicates();
        var others = new HashSet<>(
                texts(get(other(tenant), "/api/posts?size=100").body().get("items"), "id"));
        assertThat(others).isNotEmpty().doesNotContainAnyElementsOf(ids);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void writesEditsPublishesAndDeletesAPostThatNobodyElseSees(String tenant) throws Exception {
        JsonNode post = newPost(tenant, "A post of " + tenant);
        String path = "/api/posts/" + post.get("id").asString();
        assertThat(post.get("tenant").asString()).isEqualTo(tenant);
        assertThat(get(other(tenant), path).status()).isEqualTo(404);
        assertThat(send(other(tenant), "DELETE", path, "").status()).isEqualTo(404);

        String edit = "{\"version\":0,\"title\":\"Another title\",\"body\":\"text\"}";
        assertThat(send(other(tenant), "PUT", path, edit).status()).isEqualTo(404);
        assertThat(send(tenant, "PUT", path, edit).body().get("title").asString())
                .isEqualTo("Another title");
        var late = send(tenant, "PUT", path, edit);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");

        String comment = "{\"authorId\":\"%s\",\"body\":\"well said\"}".formatted(userOf(tenant));
        assertThat(send(tenant, "POST", path + "/comments", comment).status()).isEqualTo(201);
        assertThat(texts(get(tenant, path + "/comments").body().get("items"), "body"))
                .containsExactly("well said");
        assertThat(get(other(tenant), path + "/comments").status()).isEqualTo(404);

        assertThat(send(tenant, "POST", path + "/publication", "")
                        .body()
                        .get("status")
                        .asString())
                .isEqualTo("PUBLISHED");
        assertThat(texts(get(tenant, "/api/posts/search?title=another").body(), "id"))
                .contains(post.get("id").asString());
        assertThat(texts(get(other(tenant), "/api/posts/search?title=another").body(), "tenant"))
                .doesNotContain(tenant);
        assertThat(texts(get(tenant, "/api/tags").body(), "name")).contains("fresh");
        assertThat(send(tenant, "DELETE", path, "").status()).isEqualTo(204);
        assertThat(get(tenant, path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void importsManyOrNone(String tenant) throws Exception {
        String author = get(tenant, "/api/users")
                .body()
                .get("items")
                .get(0)
                .get("email")
                .asString();
        long before = get(tenant, "/api/digest").body().get("posts").asLong();
        String post = "{\"author\":\"%s\",\"title\":\"Imported\",\"body\":\"text\"}";
        String good = post.formatted(author);
        String all = "{\"posts\":[" + (good + ",").repeat(59) + good + "]}";
        assertThat(send(tenant, "POST", "/api/imports", all).body().get("posts").asInt())
                .isEqualTo(60);
        String withStranger = "{\"posts\":[" + good + "," + post.formatted("nobody@example.org") + "]}";
        assertThat(send(tenant, "POST", "/api/imports", withStranger).status()).isEqualTo(404);
        var digest = get(tenant, "/api/digest").body();
        assertThat(digest.get("tenant").asString()).isEqualTo(tenant);
        assertThat(digest.get("posts").asLong()).isEqualTo(before + 60);
        assertThat(digest.get("workedOutBy").asString()).startsWith("task-");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void refusesAnotherTenantsCursorAndPath(String tenant) throws Exception {
        String cursor =
                get(other(tenant), "/api/posts?size=1").body().get("next").asString();
        assertThat(get(tenant, "/api/posts?size=1&after=" + cursor).status()).isEqualTo(400);
        assertThat(get(tenant, "/t/" + tenant + "/api/me").body().get("tenant").asString())
                .isEqualTo(tenant);
        var answer = get(tenant, "/t/" + other(tenant) + "/api/me");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().get("type").asString()).isEqualTo("urn:tenancy:problem:tenant-refused");
    }

    @Test
    void refusesWhatIsNotValidAndWhatIsTakenAsProblems() throws Exception {
        String tenant = "lamplight-review";
        assertThat(send(tenant, "POST", "/api/users", "{\"name\":\"\",\"email\":\"none\"}")
                        .status())
                .isEqualTo(400);
        assertThat(get(tenant, "/api/users?size=1000").status()).isEqualTo(400);
        String user = "{\"name\":\"Twice\",\"email\":\"twice@example.org\"}";
        assertThat(send(tenant, "POST", "/api/users", user).status()).isEqualTo(201);
        var taken = send(tenant, "POST", "/api/users", user);
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text()).doesNotContain("twice@example.org").contains("It is taken");
    }

    @Test
    void refusesTenantsThatAreUnknownOrSuspendedAndWhoHasNoToken() throws Exception {
        assertThat(get("nobody-at-all", "/api/me").status()).isEqualTo(404);
        assertThat(get("old-mill-weekly", "/api/me").status()).isEqualTo(423);
        var answer = send(HttpRequest.newBuilder(URI.create(Running.url("/api/me"))));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().get("title").asString()).contains("token");
    }

    @Test
    void describesItselfAndCounts() throws Exception {
        var openApi = send(HttpRequest.newBuilder(URI.create(Running.url("/v3/api-docs"))));
        assertThat(openApi.body().get("paths").propertyNames()).contains("/api/posts", "/api/imports", "/api/digest");
        assertThat(send(HttpRequest.newBuilder(URI.create(Running.url("/actuator/prometheus"))))
                        .status())
                .isEqualTo(401);
        String operator = java.util.Base64.getEncoder()
                .encodeToString(("olga:" + Running.PASSWORD).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(send(HttpRequest.newBuilder(URI.create(Running.url("/actuator/prometheus")))
                                .header("Authorization", "Basic " + operator))
                        .text())
                .contains("tenancy_connection_acquire_seconds");
    }
}
