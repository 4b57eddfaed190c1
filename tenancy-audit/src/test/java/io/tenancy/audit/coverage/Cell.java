package io.tenancy.audit.coverage;

import io.tenancy.audit.refusal.UnrecordedWriteException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What became of an operation: the rows in the database say what should be on the trail. */
record Cell(Verdict verdict, String note) {

    enum Verdict {
        RECORDED("recorded"),
        REFUSED("refused"),
        NOTHING("nothing to record"),
        MISSED("**missed**"),
        WRONG("**wrong**"),
        NONE("–");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }
    }

    static final Cell NONE = new Cell(Verdict.NONE, "");

    /**
     * @param changed what the rows are now, of those that are not what they were
     * @param trail what the trail says of the operation
     * @param raised owners whose version is another one, which itself counts for nothing
     * @param error null if there was none
     */
    static Cell of(Map<String, String> changed, Map<String, String> trail, Set<String> raised, Throwable error) {
        if (error != null) {
            return changed.isEmpty() ? failed(error, trail) : new Cell(Verdict.MISSED, "written, then " + name(error));
        }
        var missing = new TreeMap<>(changed);
        missing.entrySet().removeIf(change -> Objects.equals(trail.get(change.getKey()), change.getValue()));
        var extra = new TreeMap<>(trail);
        extra.keySet().removeAll(changed.keySet());
        // An owner with other tags or items may have a revision for that.
        extra.keySet()
                .removeIf(row ->
                        row.startsWith("owner") && changed.keySet().stream().anyMatch(Cell::isAnOwners));
        boolean empty = extra.keySet().removeAll(raised);
        if (!missing.isEmpty()) {
            boolean some = missing.size() < changed.size();
            return new Cell(Verdict.MISSED, some ? String.join(", ", kinds(missing)) : "");
        }
        if (!extra.isEmpty()) {
            return new Cell(Verdict.WRONG, "says that " + String.join(", ", kinds(extra)) + " changed");
        }
        if (!changed.isEmpty()) {
            return new Cell(Verdict.RECORDED, "");
        }
        return new Cell(Verdict.NOTHING, empty ? "a revision without a change" : "");
    }

    private static boolean isAnOwners(String row) {
        return row.startsWith("tag") || row.startsWith("item");
    }

    private static Cell failed(Throwable error, Map<String, String> trail) {
        boolean meant = error instanceof UnrecordedWriteException && trail.isEmpty();
        return meant ? new Cell(Verdict.REFUSED, "") : new Cell(Verdict.WRONG, name(error));
    }

    private static String name(Throwable error) {
        return "`" + error.getClass().getSimpleName() + "`";
    }

    /** Rows without their ids, which are other ones in each run. */
    private static Iterable<String> kinds(Map<String, String> rows) {
        return rows.keySet().stream()
                .map(row -> row.replaceAll(" (of|\\d).*", ""))
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return note.isEmpty() ? verdict.text : verdict.text + ": " + note;
    }
}
