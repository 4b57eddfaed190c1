package io.tenancy.postgres.binding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenancy.TenantId;
import io.tenancy.refusal.ForbiddenStatementException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Parser;

/**
 * What a tenant's connection accepts as SQL text: one statement, which neither changes the binding nor leaves anything
 * in the session for the next tenant. Stops mistakes, not hostile SQL. Safe for use by several threads.
 */
public final class StatementRules {

    private static final long CACHED_CHARACTERS = 4_000_000;

    private static final Set<String> TRANSACTION_CONTROL =
            Set.of("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release");
    private static final Set<String> LEFT_IN_SESSION =
            Set.of("reset", "discard", "listen", "unlisten", "load", "prepare", "deallocate");
    private static final Pattern SESSION_LOCK =
            Pattern.compile("\\bpg_(try_)?advisory_lock(_shared)?\\s*\\(", Pattern.CASE_INSENSITIVE);
    private static final Pattern WITH_HOLD = Pattern.compile("\\bwith\\s+hold\\b", Pattern.CASE_INSENSITIVE);

    private final Set<String> bindingSettings;
    private final Pattern changesBinding;
    private final Cache<String, Verdict> verdicts = Caffeine.newBuilder()
            .maximumWeight(CACHED_CHARACTERS)
            .<String, Verdict>weigher((sql, verdict) -> sql.length() + 100)
            .build();

    private record Verdict(StatementKind kind, @Nullable String refused, @Nullable String remedy) {

        static Verdict accepted(StatementKind kind) {
            return new Verdict(kind, null, null);
        }

        static Verdict refused(String what, String remedy) {
            return new Verdict(StatementKind.ORDINARY, what, remedy);
        }
    }

    /** @param tenantSetting the setting that carries the tenant */
    public StatementRules(String tenantSetting) {
        this.bindingSettings = Set.of("search_path", "role", "session_authorization", "row_security", tenantSetting);
        this.changesBinding = Pattern.compile(
                "\\bset_config\\s*\\(\\s*e?'(search_path|role|session_authorization|row_security|"
                        + Pattern.quote(tenantSetting) + ")'",
                Pattern.CASE_INSENSITIVE);
    }

    /** @throws ForbiddenStatementException if the text is refused; it does not repeat the text */
    StatementKind check(String sql, @Nullable TenantId tenant) throws SQLException {
        Verdict verdict = verdicts.getIfPresent(sql);
        if (verdict == null) {
            verdict = judge(sql);
            verdicts.put(sql, verdict);
        }
        if (verdict.refused != null && verdict.remedy != null) {
            throw new ForbiddenStatementException(tenant, verdict.refused, verdict.remedy);
        }
        return verdict.kind;
    }

    private Verdict judge(String sql) throws SQLException {
        if (Parser.parseJdbcSql(sql, true, false, true, false, false).size() > 1) {
            return Verdict.refused("Text with more than one statement", "Send one statement at a time.");
        }
        List<String> words = StatementText.firstWords(sql, 3);
        String first = word(words, 0);
        if (TRANSACTION_CONTROL.contains(first)) {
            return Verdict.accepted(StatementKind.TRANSACTION_CONTROL);
        }
        if (first.equals("prepare") && word(words, 1).equals("transaction")) {
            return Verdict.refused("PREPARE TRANSACTION", "Commit the transaction instead.");
        }
        if (LEFT_IN_SESSION.contains(first)) {
            return Verdict.refused(
                    first.toUpperCase(java.util.Locale.ROOT),
                    "It changes the session, which the next tenant gets. Do without it, or use a connection of your own.");
        }
        if (first.equals("set")) {
            return judgeSet(words);
        }
        if (first.equals("declare") && WITH_HOLD.matcher(sql).find()) {
            return Verdict.refused(
                    "A cursor WITH HOLD", "It outlives the transaction and would show its rows to the next tenant.");
        }
        if (SESSION_LOCK.matcher(sql).find()) {
            return Verdict.refused(
                    "A session-level advisory lock", "Use pg_advisory_xact_lock, which ends with the transaction.");
        }
        if (changesBinding.matcher(sql).find()) {
            return Verdict.refused("A change of the binding", "Enter the other tenant's scope instead.");
        }
        return Verdict.accepted(StatementKind.ORDINARY);
    }

    private Verdict judgeSet(List<String> words) {
        String second = word(words, 1);
        if (second.equals("transaction")) {
            return Verdict.accepted(StatementKind.SET_TRANSACTION);
        }
        if (second.equals("constraints")) {
            return Verdict.accepted(StatementKind.ORDINARY);
        }
        if (!second.equals("local")) {
            return Verdict.refused(
                    "SET for the session",
                    "It would reach the next tenant on this connection. Use SET LOCAL, which ends with the transaction.");
        }
        if (bindingSettings.contains(word(words, 2)) || word(words, 2).equals("session")) {
            return Verdict.refused("A change of the binding", "Enter the other tenant's scope instead.");
        }
        return Verdict.accepted(StatementKind.ORDINARY);
    }

    private static String word(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }
}
