package io.tenancy.migrate.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where settings are. Passwords are never among what is typed: every user sees a process's line. */
final class SettingsOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file with the settings. Default: what TENANCY_CONFIG names.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting, stronger than environment and file. No passwords.")
    private List<String> set = new ArrayList<>();

    @Option(
            names = "--ask-password",
            paramLabel = "OWNER",
            description = "Asks for the password of 'control' or 'server.NAME.owner' on the terminal.")
    private List<String> ask = new ArrayList<>();

    Settings read(Surroundings around) {
        return new Settings(asked(around.prompt()), typed(), around.environment(), file(around.environment()));
    }

    private Map<String, String> typed() {
        var typed = new HashMap<String, String>();
        for (String each : set) {
            int split = each.indexOf('=');
            if (split < 1) {
                throw new UsageException("--set refused: expected KEY=VALUE.");
            }
            String key = each.substring(0, split).strip();
            if (Settings.isPassword(key)) {
                throw new UsageException("--set " + key + " refused: every user of this machine could read it. Set "
                        + Settings.variable(key) + " in the environment, let " + key
                        + "-file name a file, or use --ask-password.");
            }
            typed.put(key, each.substring(split + 1));
        }
        return typed;
    }

    private Map<String, String> asked(PasswordPrompt prompt) {
        var asked = new HashMap<String, String>();
        for (String owner : ask) {
            asked.put(
                    owner,
                    prompt.ask("Password of " + owner)
                            .orElseThrow(() -> new UsageException("--ask-password " + owner
                                    + " refused: there is no terminal to ask on. Set "
                                    + Settings.variable(owner + ".password") + " in the environment.")));
        }
        return asked;
    }

    private Map<String, String> file(Map<String, String> environment) {
        String named = config == null ? environment.get("TENANCY_CONFIG") : config.toString();
        var values = new HashMap<String, String>();
        if (named != null) {
            var properties = new Properties();
            try (Reader reader = Files.newBufferedReader(Path.of(named))) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new UsageException("The file of settings, " + named + ", cannot be read: "
                        + e.getClass().getSimpleName() + ".");
            }
            properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        }
        return values;
    }
}
