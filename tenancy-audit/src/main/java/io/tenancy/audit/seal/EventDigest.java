package io.tenancy.audit.seal;

import io.tenancy.audit.log.LogPlace;

/**
 * What a seal keeps of an event, 48 bytes: its number, its time and a digest of all else. PostgreSQL computes it, so that
 * sealing moves no values over the wire.
 *
 * <p>The bytes depend on no setting: texts are in UTF-8, the time is in microseconds as PostgreSQL sends it, {@code jsonb}
 * prints equal values alike, and a row of texts and numbers prints null unlike ''. Values come in through a salted digest,
 * which stands for them once they are erased.
 */
final class EventDigest {

    static final int BYTES = 48;

    /** JSON holds no bare control character, and '-' is none. */
    private static final String VALUES =
            """
            coalesce('\\x01'::bytea || uuid_send(salt), '\\x00'::bytea)
                || convert_to(coalesce(before::text, '-') || E'\\x1f' || coalesce(after::text, '-'), 'UTF8')\
            """;

    static final String OF_VALUES = "sha256(" + VALUES + ")";

    /** Whatever raw SQL wrote into the columns of an erasure is sealed as it stands. */
    private static final String ERASED_OR_NOT =
            """
            case when erased is null then %s
                 when octet_length(erased) = 32 and before is null and after is null and salt is null then erased
                 else sha256(erased || %s) end\
            """
                    .formatted(OF_VALUES, VALUES);

    private EventDigest() {}

    static String entry(LogPlace place) {
        return """
                int8send(seq) || timestamptz_send(at) || sha256(
                  convert_to(row(%s::text, id, xid::text, kind, entity, entity_id, actor_kind, actor, reason, correlation_id,
                                 attempt)::text, 'UTF8')
                  || %s)\
                """
                .formatted(place.tenantColumn().quoted(), ERASED_OR_NOT);
    }
}
