package io.tenancy.example.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.testkit.postgres.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each recipe says what the file under {@code recipes} has, word for word. {@code -Dtenancy.docs=write} writes it anew. */
class CookbookTests {

    private static final Path SAID = Path.of("src/test/resources/recipes");

    @ParameterizedTest
    @EnumSource
    void comesOutAsTheBookSays(Cookbook recipe) throws Exception {
        var out = new ByteArrayOutputStream();
        Kitchen.cook(recipe.recipe(), TestServer.shared(), new PrintStream(out, true, StandardCharsets.UTF_8));

        String said = out.toString(StandardCharsets.UTF_8);
        Path file = SAID.resolve(recipe + ".txt");
        if ("write".equals(System.getProperty("tenancy.docs"))) {
            Files.writeString(file, said);
        }
        assertThat(said).isEqualTo(Files.readString(file));
    }

    @Test
    void everyRecipeIsInTheBook() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/tenancy/example/cookbook/recipe"))) {
            List<String> recipes = files.filter(CookbookTests::hasMain)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .toList();
            assertThat(recipes).hasSize(Cookbook.values().length).allMatch(CookbookTests::isListed);
        }
    }

    private static boolean hasMain(Path file) {
        try {
            return Files.readString(file).contains("void main(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isListed(String recipe) {
        return Arrays.stream(Cookbook.values())
                .anyMatch(each -> each.toString().replace("-", "").equalsIgnoreCase(recipe));
    }
}
