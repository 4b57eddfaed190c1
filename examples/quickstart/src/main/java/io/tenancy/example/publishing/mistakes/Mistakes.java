package io.tenancy.example.publishing.mistakes;

import java.util.List;
import java.util.stream.Stream;

/** All mistakes of the main job. */
public final class Mistakes {

    private Mistakes() {}

    public static List<Mistake> all() {
        return Stream.of(ReadingMistakes.all(), WritingMistakes.all(), ScopeMistakes.all())
                .flatMap(List::stream)
                .toList();
    }
}
