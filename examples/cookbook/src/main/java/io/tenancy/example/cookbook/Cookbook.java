package io.tenancy.example.cookbook;

import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.kitchen.Recipe;
import io.tenancy.example.cookbook.recipe.AsyncBulk;
import io.tenancy.example.cookbook.recipe.AuditTrail;
import io.tenancy.example.cookbook.recipe.Locking;
import io.tenancy.example.cookbook.recipe.Migrations;
import io.tenancy.example.cookbook.recipe.NPlusOne;
import io.tenancy.example.cookbook.recipe.Pages;
import io.tenancy.example.cookbook.recipe.PartialFailure;
import io.tenancy.example.cookbook.recipe.Placements;
import io.tenancy.example.cookbook.recipe.PlainSql;
import io.tenancy.example.cookbook.recipe.PoolWatch;
import io.tenancy.example.cookbook.recipe.Queries;
import io.tenancy.example.cookbook.recipe.Relationships;
import io.tenancy.example.cookbook.recipe.Repositories;
import io.tenancy.example.cookbook.recipe.SessionLife;
import io.tenancy.example.cookbook.recipe.SoftDeletion;
import io.tenancy.example.cookbook.recipe.Testing;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** All recipes by name. */
@SuppressWarnings("ImmutableEnumChecker") // they are static methods
public enum Cookbook {
    RELATIONSHIPS("users, posts, comments, tags; cascades and orphans", Relationships::cook),
    PAGES("a page and the total in one statement; keyset pages", Pages::cook),
    REPOSITORIES("create, find, list, update, delete; unique e-mail", Repositories::cook),
    N_PLUS_ONE("three levels fetched one by one: counted, mended, refused", NPlusOne::cook),
    SOFT_DELETION("hidden, restored, purged; unique among the living", SoftDeletion::cook),
    POOL_WATCH("pool statistics, and what SQLAlchemy's settings are called", PoolWatch::cook),
    LOCKING("optimistic with retry; FOR UPDATE; a deadlock retried", Locking::cook),
    PLACEMENTS("shared rows, schema, database: no line changed", Placements::cook),
    AUDIT_TRAIL("who changed what: history, difference, verification", AuditTrail::cook),
    ASYNC_BULK("100 000 rows, asynchronously", AsyncBulk::cook),
    PARTIAL_FAILURE("savepoints: a batch that goes on, with a report", PartialFailure::cook),
    SESSION_LIFE("flush, identity, refresh, isolation, detached entities", SessionLife::cook),
    PLAIN_SQL("JDBC, JdbcClient and jOOQ on the tenant's data source", PlainSql::cook),
    MIGRATIONS("draft, run, status, history; a column in two steps", Migrations::cook),
    TESTING("rollback, two tenants, query budget, clone, probe matrix", Testing::cook),
    QUERIES("computed attributes, restrictions, having, windows", Queries::cook);

    private final String about;
    private final Recipe recipe;

    Cookbook(String about, Recipe recipe) {
        this.about = about;
        this.recipe = recipe;
    }

    /** Cooks the recipe whose name is given, or lists all names. */
    public static void main(String... args) throws Exception {
        String wanted = args.length == 1 ? args[0] : "--list";
        Optional<Cookbook> found = Arrays.stream(values())
                .filter(each -> each.toString().equals(wanted))
                .findFirst();
        if (found.isPresent()) {
            Kitchen.cook(found.get().recipe);
            return;
        }
        for (Cookbook each : values()) {
            System.out.printf("%-15s %s%n", each, each.about);
        }
        if (!wanted.equals("--list")) {
            System.err.println("There is no recipe '" + wanted + "'.");
            System.exit(2);
        }
    }

    public Recipe recipe() {
        return recipe;
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
