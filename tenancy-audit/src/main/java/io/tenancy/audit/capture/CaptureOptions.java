package io.tenancy.audit.capture;

import io.tenancy.audit.AuditSettings;
import io.tenancy.audit.RawWrites;
import io.tenancy.audit.listener.AuditListener;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the settings of a factory say about recording. */
record CaptureOptions(RawWrites rawWrites, int rowsAtMost, @Nullable AuditListener listener) {

    private static final int ROWS_AT_MOST = 1_000;

    /** @param problems takes one sentence for each setting that says nothing */
    static CaptureOptions of(Map<String, Object> settings, List<String> problems) {
        Object raw = settings.getOrDefault(AuditSettings.RAW_WRITES, RawWrites.REFUSE);
        Object rows = settings.getOrDefault(AuditSettings.ROWS_AT_MOST, ROWS_AT_MOST);
        return new CaptureOptions(
                rawWrites(raw.toString(), problems),
                rowsAtMost(rows.toString(), problems),
                listener(settings, problems));
    }

    private static @Nullable AuditListener listener(Map<String, Object> settings, List<String> problems) {
        Object listener = settings.get(AuditSettings.LISTENER);
        if (listener == null || listener instanceof AuditListener) {
            return (AuditListener) listener;
        }
        problems.add("Setting " + AuditSettings.LISTENER + " is a "
                + listener.getClass().getName() + ", expected an AuditListener.");
        return null;
    }

    private static RawWrites rawWrites(String value, List<String> problems) {
        for (RawWrites known : RawWrites.values()) {
            if (known.name().equals(value.toUpperCase(Locale.ROOT))) {
                return known;
            }
        }
        problems.add("Setting " + AuditSettings.RAW_WRITES + " is '" + value + "', expected REFUSE or WARN.");
        return RawWrites.REFUSE;
    }

    private static int rowsAtMost(String value, List<String> problems) {
        if (value.matches("[1-9][0-9]{0,6}")) {
            return Integer.parseInt(value);
        }
        problems.add("Setting " + AuditSettings.ROWS_AT_MOST + " is '" + value
                + "', expected a number of rows from 1 to 9999999.");
        return ROWS_AT_MOST;
    }
}
