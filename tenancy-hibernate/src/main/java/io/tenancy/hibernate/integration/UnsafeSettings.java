package io.tenancy.hibernate.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.cfg.SchemaToolingSettings;

/** Settings of Hibernate that would lead around the tenant. */
public final class UnsafeSettings {

    // Hibernate deprecates its constant, not the setting.
    private static final String CACHE_KEYS_FACTORY = "hibernate.cache.keys_factory";

    private final Map<String, Object> settings;
    private final List<String> problems = new ArrayList<>();

    private UnsafeSettings(Map<String, Object> settings) {
        this.settings = settings;
    }

    /** One sentence for each unsafe setting. */
    public static List<String> in(Map<String, Object> settings) {
        var check = new UnsafeSettings(settings);
        check.run();
        return check.problems;
    }

    private void run() {
        if (value(CACHE_KEYS_FACTORY).matches("(?i)simple|.*SimpleCacheKeysFactory(@.*)?")) {
            problem(CACHE_KEYS_FACTORY, "leaves the tenant out of the cache's keys", "'default'");
        }
        for (String name : List.of(
                MultiTenancySettings.MULTI_TENANT_SCHEMA_MAPPER,
                MultiTenancySettings.MULTI_TENANT_CREDENTIALS_MAPPER)) {
            if (isSet(name)) {
                problem(name, "chooses schemas or logins by itself", "nothing: the tenant's placement decides");
            }
        }
        for (String name : List.of(MappingSettings.DEFAULT_SCHEMA, MappingSettings.DEFAULT_CATALOG)) {
            if (isSet(name)) {
                problem(name, "leads every tenant to the same tables", "nothing: the tenant's placement decides");
            }
        }
        for (String name :
                List.of(SchemaToolingSettings.HBM2DDL_AUTO, SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION)) {
            if (isSet(name) && !value(name).equals("none")) {
                problem(name, "needs a tenant's tables at start, and knows no walls", "'none'; migrate as the owner");
            }
        }
        if (value(JdbcSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT).equals("true")) {
            problem(
                    JdbcSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT,
                    "makes every statement a transaction of its own, since tenants' connections come in auto-commit",
                    "'false'");
        }
    }

    private boolean isSet(String name) {
        return !value(name).isEmpty();
    }

    private String value(String name) {
        Object value = settings.get(name);
        return value == null ? "" : value.toString().trim().toLowerCase(Locale.ROOT);
    }

    private void problem(String name, String what, String expected) {
        problems.add("Setting " + name + " is '" + value(name) + "', which " + what + ". Expected " + expected + ".");
    }
}
