package io.tenancy.audit.coverage;

/**
 * What a row is, or is said to be.
 *
 * @param place in the order of a trail
 * @param row such as {@code owner 7}
 * @param value its name; {@link #GONE} if it was deleted
 */
record Fact(long place, String row, String value) {

    static final String GONE = "(gone)";
}
