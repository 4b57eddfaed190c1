package io.tenancy.migrate.cli;

import io.tenancy.migrate.draft.Compensation;
import java.util.List;

/**
 * A script for review. Immutable.
 *
 * @param script the whole text
 * @param warnings what a reviewer has to decide; they stand in the text, too
 */
record Drafted(String script, List<String> statements, List<String> warnings) {

    Drafted {
        statements = List.copyOf(statements);
        warnings = List.copyOf(warnings);
    }

    static Drafted of(Compensation compensation) {
        return new Drafted(compensation.script(), compensation.statements(), compensation.warnings());
    }

    String counts() {
        return statements.size() + " statements, " + warnings.size() + " to decide";
    }
}
