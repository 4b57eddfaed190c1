package io.tenancy.postgres.doctor;

/**
 * One finding that somebody has looked at and lives with. Immutable.
 *
 * @param object the object as the finding names it, such as {@code table app.coupon}; without the schema, as in
 *     {@code table coupon}, it is meant in whichever schema
 * @param reason why nothing crosses here, for the next reader
 */
public record Reviewed(Rule rule, String object, String reason) {

    /** @throws IllegalArgumentException without a reason, or for a rule about the login itself */
    public Reviewed {
        if (reason.isBlank()) {
            throw new IllegalArgumentException(
                    "Review of " + rule.id() + " at " + object + " refused: expected a reason.");
        }
        if (rule == Rule.APP_BYPASSES_WALLS) {
            throw new IllegalArgumentException("Review of " + rule.id() + " at " + object
                    + " refused: it would switch every wall off. Give the application another login.");
        }
    }

    boolean covers(Finding finding) {
        return rule == finding.rule()
                && (object.equals(finding.object()) || object.equals(withoutSchema(finding.object())));
    }

    /** {@code materialized view app.totals} is {@code materialized view totals}. */
    private static String withoutSchema(String object) {
        int name = object.lastIndexOf(' ', Math.max(0, object.indexOf('.'))) + 1;
        return object.substring(0, name) + object.substring(object.indexOf('.', name) + 1);
    }
}
