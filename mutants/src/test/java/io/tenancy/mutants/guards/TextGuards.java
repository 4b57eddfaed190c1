package io.tenancy.mutants.guards;

import io.tenancy.mutants.Mutant;
import java.util.List;

/** What a tenant's connection accepts as text, and what names may be. */
final class TextGuards {

    private static final String MODULE = "tenancy-postgres";
    private static final String RULES = "postgres/binding/StatementRules.java";
    private static final String CLOSED = "postgres.binding.ClosedConnectionTests";

    private TextGuards() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("one statement in a text", "any number")
                        .edit(MODULE, RULES, ".size() > 1)", ".size() > 1000)")
                        .foundBy(CLOSED),
                Mutant.of("no SET for the session, such as SET ROLE", "it is accepted")
                        .edit(MODULE, RULES, "if (!second.equals(\"local\")) {", "if (false) {")
                        .foundBy(CLOSED),
                Mutant.of("no SET LOCAL of the binding", "it is accepted")
                        .edit(MODULE, RULES, "if (bindingSettings.contains(word(words, 2))", "if (false")
                        .foundBy(CLOSED),
                Mutant.of("no set_config of the binding", "it is accepted")
                        .edit(MODULE, RULES, "if (changesBinding.matcher(sql).find()) {", "if (false) {")
                        .foundBy(CLOSED),
                Mutant.of("nothing that stays in the session", "it is accepted")
                        .edit(MODULE, RULES, "if (LEFT_IN_SESSION.contains(first)) {", "if (false) {")
                        .foundBy(CLOSED),
                Mutant.of("no cursor WITH HOLD", "it is accepted")
                        .edit(MODULE, RULES, "if (first.equals(\"declare\") && WITH_HOLD", "if (false && WITH_HOLD")
                        .foundBy(CLOSED),
                Mutant.of("no large objects", "they are accepted")
                        .edit(
                                MODULE,
                                "postgres/binding/LargeObjects.java",
                                "if (CALLS.contains(call.name())) {",
                                "if (false) {")
                        .foundBy(CLOSED),
                Mutant.of("names are quoted", "a double quote in a name is not doubled")
                        .edit(
                                MODULE,
                                "postgres/schema/Identifier.java",
                                "return Utils.escapeIdentifier(new StringBuilder(), name).toString();",
                                "if (name.isEmpty()) throw new SQLException(); return '\"' + name + '\"';")
                        .foundBy("postgres.schema.IdentifierTests", "postgres.wall.WallScriptTests"),
                Mutant.of("a schema's name needs no quotes", "every text is one")
                        .edit("tenancy-api", "SchemaName.java", "if (!RULE.matcher(value).matches() ||", "if (")
                        .foundBy("NamesTests"),
                Mutant.of("the search path is the tenant's schema alone", "public follows")
                        .edit(
                                MODULE,
                                "postgres/pool/SearchPath.java",
                                "String path = quoted(schema);",
                                "String path = quoted(schema) + \", public\";")
                        .foundBy("postgres.AdmissionTests", "postgres.binding.ServerSideTests"),
                Mutant.of("a tenant's id is plain", "every text is one")
                        .edit(
                                "tenancy-api",
                                "TenantId.java",
                                "if (!RULE.matcher(value).matches()) {",
                                "if (value.isEmpty()) {")
                        .foundBy("TenantIdTests"));
    }
}
