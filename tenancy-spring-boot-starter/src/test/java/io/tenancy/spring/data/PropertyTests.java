package io.tenancy.spring.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an IDE shows of the properties. */
class PropertyTests {

    private static List<JsonNode> properties() throws IOException {
        var mapper = new JsonMapper();
        return Collections.list(PropertyTests.class
                        .getClassLoader()
                        .getResources("META-INF/spring-configuration-metadata.json"))
                .stream()
                .map(file -> {
                    try (var stream = file.openStream()) {
                        return mapper.readTree(stream);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .flatMap(all -> StreamSupport.stream(all.get("properties").spliterator(), false))
                .filter(property -> property.get("name").asString().startsWith("tenancy."))
                .toList();
    }

    @Test
    void eachIsDescribed() throws IOException {
        assertThat(properties()).allSatisfy(property -> {
            assertThat(property.path("description").asString(""))
                    .as(property.toString())
                    .isNotBlank();
            assertThat(property.path("type").asString(""))
                    .as(property.toString())
                    .isNotBlank();
        });
    }

    @Test
    void allAreThere() throws IOException {
        assertThat(properties())
                .extracting(property -> property.get("name").asString())
                .contains(
                        "tenancy.servers",
                        "tenancy.tenants",
                        "tenancy.walled-packages",
                        "tenancy.directory.expiry",
                        "tenancy.directory.registrar.username",
                        "tenancy.web.claim",
                        "tenancy.web.without-tenant",
                        "tenancy.migration.at-start",
                        "tenancy.migration.owner.username",
                        "tenancy.migration.locations");
    }
}
