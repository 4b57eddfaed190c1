package io.tenancy.hibernate.paging;

import io.tenancy.TenantId;
import io.tenancy.refusal.TenancyException;
import org.jspecify.annotations.Nullable;

/** A cursor was refused. It came from outside, so this is the caller's mistake: a bad request. */
public final class CursorRefusedException extends TenancyException {

    /** Why it was refused. */
    public enum Reason {
        /** It is no cursor, was changed, or was sealed with another key. */
        NOT_AUTHENTIC("it was changed, or sealed with another key"),
        /** It was made by another version of the library. */
        OTHER_VERSION("it is of another version"),
        /** It belongs to another tenant. */
        OTHER_TENANT("it belongs to another tenant"),
        /** It belongs to another entity or another sort. */
        OTHER_SORT("it belongs to another sort"),
        /** It belongs to another restriction. */
        OTHER_FILTER("it belongs to another filter");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Reason reason;
    private final String entity;

    CursorRefusedException(Reason reason, String entity, @Nullable TenantId tenant) {
        super(
                tenant,
                "Cursor over " + entity + (tenant == null ? "" : " of tenant '" + tenant + "'") + " refused: "
                        + reason.sentence + ". Start at the first page.",
                null);
        this.reason = reason;
        this.entity = entity;
    }

    public Reason reason() {
        return reason;
    }

    /** The name of the entity that was to be read. */
    public String entity() {
        return entity;
    }
}
