package io.tenancy.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A public top-level type of a published module, as its source says.
 *
 * @param comment without stars and block tags; empty if there is none
 */
record PublicType(String packageName, String name, String declaration, String comment) {

    private static final Pattern DECLARATION = Pattern.compile(
            "(?m)^public (?:[a-z-]+ )*?(?:class|interface|@interface|record|enum) (\\w+)[^{(]*(?:\\([^{]*)?");
    private static final Pattern COMMENT = Pattern.compile("(?ms)^/\\*\\*(.*?)\\*/");

    static List<PublicType> published(Path project) throws IOException {
        var types = new ArrayList<PublicType>();
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.filter(f -> project.relativize(f).toString().startsWith("tenancy-"))
                    .filter(f -> f.toString().contains("/src/main/java/"))
                    .filter(f -> f.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                String folder = file.getParent().toString();
                String name = folder.substring(folder.indexOf("/src/main/java/") + "/src/main/java/".length());
                of(name.replace('/', '.'), Files.readString(file)).forEach(types::add);
            }
        }
        return types;
    }

    static List<PublicType> of(String packageName, String source) {
        Matcher declaration = DECLARATION.matcher(source);
        if (!declaration.find()) {
            return List.of();
        }
        String comment = COMMENT.matcher(source.substring(0, declaration.start()))
                .results()
                .map(match -> match.group(1))
                .reduce("", (first, last) -> last);
        return List.of(new PublicType(
                packageName,
                declaration.group(1),
                declaration.group().strip().replaceAll("\\s+", " "),
                plain(comment)));
    }

    private static String plain(String comment) {
        return comment.lines()
                .map(line -> line.strip().replaceFirst("^\\* ?", ""))
                .takeWhile(line -> !line.startsWith("@"))
                .collect(Collectors.joining(" "))
                .replaceAll("\\{@(?:link|code) #?([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
    }

    boolean isException() {
        return declaration.matches(".* extends \\w*(Exception|Error)\\b.*");
    }

    /** Whether its comment has a word that is not in its name, filling words aside. */
    boolean saysMoreThanItsName() {
        List<String> known = Stream.concat(
                        Arrays.stream(name.split("(?=[A-Z])")),
                        Stream.of("a", "an", "the", "of", "for", "in", "is", "this", "class", "interface"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        return Arrays.stream(comment.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .anyMatch(word -> !word.isEmpty() && known.stream().noneMatch(each -> alike(each, word)));
    }

    private static boolean alike(String known, String word) {
        return known.equals(word) || (known + "s").equals(word) || known.equals(word + "s");
    }
}
