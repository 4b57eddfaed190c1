package io.tenancy.migrate.cli;

import io.tenancy.ServerName;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.postgres.doctor.Reviewed;
import io.tenancy.postgres.doctor.Rule;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.TenantSetting;
import io.tenancy.refusal.TenancyConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a fleet of settings, and finds all that is wrong with them at once. For use by one thread, once. */
final class FleetSettings {

    private static final Pattern OF_SERVER = Pattern.compile("server\\.([^.]+)\\..+");
    private static final Pattern CREDENTIALS = Pattern.compile("(?i)(password|user)=|//[^/]*@");

    private final Settings settings;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> known = new HashSet<>(Set.of("servers", "scripts"));

    FleetSettings(Settings settings) {
        this.settings = settings;
    }

    /** @throws TenancyConfigurationException with every problem that was found */
    ConfiguredFleet read() {
        DoctorSettings doctor = doctor();
        ControlDatabase control = control();
        ControlRoles roles = controlRoles();
        List<MigrationServer> servers = servers(doctor);
        List<String> scripts = list(require("scripts").orElse(""));
        Map<String, String> hibernate = hibernate();
        settings.keys().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> problems.add("'" + key + "' is no setting: see the guide for those that are."));
        if (!problems.isEmpty()) {
            throw new TenancyConfigurationException("tenancy-migrate", problems);
        }
        return new ConfiguredFleet(
                Objects.requireNonNull(control), Objects.requireNonNull(roles), servers, scripts, hibernate);
    }

    /** Which there are only Hibernate knows. */
    private Map<String, String> hibernate() {
        return settings.keys().stream()
                .filter(key -> key.startsWith("hibernate."))
                .collect(Collectors.toMap(key -> key, key -> optional(key).orElse("")));
    }

    private @Nullable ControlDatabase control() {
        Optional<String> url = url("control.url");
        Optional<Login> login = login("control");
        return url.isEmpty() || login.isEmpty()
                ? null
                : checked("control.url", () -> ControlDatabase.of(url.get(), login.get()));
    }

    private @Nullable ControlRoles controlRoles() {
        Optional<String> reader = require("control.reader");
        Optional<String> registrar = require("control.registrar");
        return reader.isEmpty() || registrar.isEmpty()
                ? null
                : checked("control.reader", () -> ControlRoles.of(reader.get(), registrar.get()));
    }

    private List<MigrationServer> servers(DoctorSettings doctor) {
        List<String> named = list(settings.find("servers").orElse(""));
        Set<String> names = new TreeSet<>(named);
        if (named.isEmpty()) {
            settings.keys().stream()
                    .map(OF_SERVER::matcher)
                    .filter(Matcher::matches)
                    .forEach(matcher -> names.add(matcher.group(1)));
        }
        if (names.isEmpty()) {
            problems.add("There is no server: name them in 'servers', such as main,eu-2, and set server.main.url.");
        }
        var variables = new HashMap<String, String>();
        for (String name : names) {
            String other = variables.put(Settings.variable(name), name);
            if (other != null) {
                problems.add("Servers '" + other + "' and '" + name
                        + "' have the same names in the environment: rename one.");
            }
        }
        return names.stream()
                .flatMap(name -> Stream.ofNullable(server(name, doctor)))
                .toList();
    }

    private @Nullable MigrationServer server(String name, DoctorSettings doctor) {
        String prefix = "server." + name;
        Optional<String> url = url(prefix + ".url");
        Optional<Login> owner = login(prefix + ".owner");
        Optional<String> schema = optional(prefix + ".schema");
        Optional<String> connections = optional(prefix + ".connections");
        Optional<String> app = optional(prefix + ".app.user");
        Optional<String> operator = optional(prefix + ".operator.user");
        if (app.isPresent() != operator.isPresent()) {
            problems.add("'" + prefix + (app.isPresent() ? ".operator.user" : ".app.user")
                    + "' is missing: the doctor needs both, or neither if nobody shall examine the server.");
        }
        if (url.isEmpty() || owner.isEmpty()) {
            checked(prefix, () -> ServerName.of(name));
            return null;
        }
        return checked(prefix, () -> {
            // Nobody logs in as the application here.
            Server server = Server.of(name, url.get(), Login.of(app.orElse(""), ""));
            MigrationServer migrated =
                    MigrationServer.of(schema.map(server::withSchema).orElse(server), owner.get());
            migrated =
                    connections.isPresent() ? migrated.withConnections(Integer.parseInt(connections.get())) : migrated;
            return app.isPresent() && operator.isPresent()
                    ? migrated.withDoctor(doctor.doctor(Roles.of(owner.get().user(), app.get(), operator.get())))
                    : migrated;
        });
    }

    private DoctorSettings doctor() {
        Identifier column = checked(
                "doctor.tenant-column",
                () -> Identifier.of(optional("doctor.tenant-column").orElse("tenant_id")));
        TenantSetting setting = checked(
                "doctor.tenant-setting",
                () -> optional("doctor.tenant-setting").map(TenantSetting::new).orElse(TenantSetting.DEFAULT));
        return new DoctorSettings(
                new TenantColumn(column == null ? Identifier.of("tenant_id") : column, tenantType()),
                setting == null ? TenantSetting.DEFAULT : setting,
                list(optional("doctor.shared").orElse("")),
                Stream.of(Rule.values()).flatMap(this::reviewed).toList());
    }

    private TenantColumn.Type tenantType() {
        String name = optional("doctor.tenant-type").orElse("text");
        Optional<TenantColumn.Type> type = Stream.of(TenantColumn.Type.values())
                .filter(each -> each.name().equalsIgnoreCase(name))
                .findFirst();
        if (type.isEmpty()) {
            problems.add("'doctor.tenant-type' is no type of a tenant column: expected text, uuid or bigint.");
        }
        return type.orElse(TenantColumn.Type.TEXT);
    }

    /** Such as {@code table country: the same for all; table currency: the same for all}. */
    private Stream<Reviewed> reviewed(Rule rule) {
        String key = "doctor.reviewed." + rule.id();
        return optional(key).stream()
                .flatMap(findings -> Stream.of(findings.split(";", -1)))
                .map(finding -> finding.split(":", 2))
                .flatMap(parts -> Stream.ofNullable(checked(
                        key, () -> new Reviewed(rule, parts[0].strip(), parts.length < 2 ? "" : parts[1].strip()))));
    }

    private Optional<Login> login(String prefix) {
        Optional<String> user = require(prefix + ".user");
        known.add(prefix + ".password");
        known.add(prefix + ".password-file");
        Optional<String> password = settings.findPassword(prefix, problems);
        return user.isEmpty() || password.isEmpty()
                ? Optional.empty()
                : Optional.of(Login.of(user.get(), password.get()));
    }

    private Optional<String> url(String key) {
        Optional<String> url = require(key);
        if (url.isPresent() && CREDENTIALS.matcher(url.get()).find()) {
            problems.add("'" + key + "' holds a user or a password: set them by themselves.");
            return Optional.empty();
        }
        if (url.isPresent() && !url.get().startsWith("jdbc:postgresql:")) {
            problems.add(
                    "'" + key + "' is not a URL of PostgreSQL's driver. Expected jdbc:postgresql://host:port/name.");
            return Optional.empty();
        }
        return url;
    }

    private Optional<String> require(String key) {
        Optional<String> value = optional(key);
        if (value.isEmpty()) {
            problems.add("'" + key + "' is missing: set it in the file, in the environment as " + Settings.variable(key)
                    + ", or by --set " + key + "=...");
        }
        return value;
    }

    private Optional<String> optional(String key) {
        known.add(key);
        return settings.find(key);
    }

    private <T> @Nullable T checked(String key, Supplier<T> value) {
        try {
            return value.get();
        } catch (TenancyConfigurationException e) {
            e.problems().forEach(problem -> problems.add("'" + key + "': " + problem));
        } catch (NumberFormatException e) {
            problems.add("'" + key + ".connections' is no number.");
        } catch (IllegalArgumentException e) {
            problems.add("'" + key + "': " + e.getMessage());
        }
        return null;
    }

    private static List<String> list(String value) {
        return Stream.of(value.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
