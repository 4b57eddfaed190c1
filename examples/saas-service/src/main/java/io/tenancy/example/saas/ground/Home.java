package io.tenancy.example.saas.ground;

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

    public static Home of(io.tenancy.Placement placement) {
        if (placement instanceof io.tenancy.Placement.OwnSchema) {
            return SCHEMA;
        }
        return placement instanceof io.tenancy.Placement.OwnDatabase ? DATABASE : ROWS;
    }
}
