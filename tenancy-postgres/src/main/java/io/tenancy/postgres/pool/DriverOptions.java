package io.tenancy.postgres.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** The settings of pgjdbc for a server: those that break the binding are refused, each for a measured reason. */
public final class DriverOptions {

    private static final String OLDEST_DRIVER = "42.7.13";

    private DriverOptions() {}

    /** One sentence for each problem; empty if the options are safe. */
    public static List<String> problems(Server server) {
        var problems = new ArrayList<String>();
        Properties options = effective(server);
        if (options.isEmpty()) {
            problems.add(server
                    + ": the URL is not one of PostgreSQL's driver. Expected jdbc:postgresql://host:port/database.");
            return problems;
        }
        if (PGProperty.USER.getOrNull(options) != null || PGProperty.PASSWORD.getOrNull(options) != null) {
            problems.add(server + ": the URL or the driver properties hold credentials. Give them as a Login.");
        }
        if (prepareThreshold(options) < 0) {
            problems.add(server + ": prepareThreshold is negative, which forces binary results and loses rows behind a"
                    + " binding. Expected 0 or more.");
        }
        if (value(PGProperty.PREFER_QUERY_MODE, options).equals("simple")) {
            problems.add(server + ": preferQueryMode=simple sends the binding on its own, and rows silently vanish."
                    + " Expected extended.");
        }
        if (value(PGProperty.AUTOSAVE, options).equals("always")) {
            problems.add(server + ": autosave=always takes the binding back with the driver's own savepoint."
                    + " Expected never or conservative.");
        }
        if (PGProperty.CURRENT_SCHEMA.getOrNull(options) != null || PGProperty.OPTIONS.getOrNull(options) != null) {
            problems.add(server + ": currentSchema and options are set by Tenancy. Use Server.withSchema.");
        }
        return problems;
    }

    /** One sentence if the driver lacks what the binding needs. */
    public static List<String> problems(String driverVersion) {
        return isOlder(driverVersion, OLDEST_DRIVER)
                ? List.of("pgjdbc " + driverVersion + " is too old. Expected " + OLDEST_DRIVER + " or newer.")
                : List.of();
    }

    static boolean isOlder(String found, String floor) {
        String[] left = found.split("\\.", -1);
        String[] right = floor.split("\\.", -1);
        for (int i = 0; i < right.length; i++) {
            int difference = (i < left.length ? number(left[i]) : 0) - number(right[i]);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static int number(String part) {
        return part.isEmpty() ? 0 : Integer.parseInt(part);
    }

    private static int prepareThreshold(Properties options) {
        try {
            return Integer.parseInt(value(PGProperty.PREPARE_THRESHOLD, options));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String value(PGProperty property, Properties options) {
        String value = property.getOrDefault(options);
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }

    /** What the driver itself makes of the URL; empty if it does not accept it. */
    private static Properties effective(Server server) {
        var given = new Properties();
        given.putAll(server.driverProperties());
        Properties parsed = Driver.parseURL(server.url(), given);
        if (parsed == null) {
            return new Properties();
        }
        var all = new Properties();
        parsed.stringPropertyNames().forEach(name -> all.setProperty(name, parsed.getProperty(name)));
        return all;
    }
}
