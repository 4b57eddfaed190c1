package io.tenancy.example.saas.ground;

import io.tenancy.Placement;

/** How a tenant is housed. */
public enum Home {
    ROWS("Shared rows", "rows"),
    SCHEMA("Own schema", "schema"),
    DATABASE("Own database", "database");

    private final String title;
    private final String word;

    Home(String title, String word) {
        this.title = title;
        this.word = word;
    }

    public String title() {
        return title;
    }

    public String word() {
        return word;
    }

    public static Home of(Placement placement) {
        if (placement instanceof Placement.OwnSchema) {
            return SCHEMA;
        }
        return placement instanceof Placement.OwnDatabase ? DATABASE : ROWS;
    }
}
