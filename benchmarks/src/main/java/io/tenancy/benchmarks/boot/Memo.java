package io.tenancy.benchmarks.boot;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** Its one entity. */
@Entity
public class Memo {

    @Id
    private @Nullable Long id;

    private @Nullable String text;

    public @Nullable Long getId() {
        return id;
    }

    public @Nullable String getText() {
        return text;
    }
}
