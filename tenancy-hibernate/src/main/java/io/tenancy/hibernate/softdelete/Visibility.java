package io.tenancy.hibernate.softdelete;

/** Which rows of soft-deleted entities are seen. */
public enum Visibility {
    /** Those that are not deleted: what every session sees. */
    LIVE,
    /** All. */
    WITH_DELETED,
    /** Those that are deleted; rows of other entities are seen as ever. */
    ONLY_DELETED;

    boolean needs(HidingFilter filter) {
        return switch (filter) {
            case LIVE -> this == LIVE;
            case DELETED -> this == ONLY_DELETED;
        };
    }
}
