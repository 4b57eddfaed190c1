package io.tenancy.spring.web;

import io.tenancy.postgres.wall.UnfitTenantIdException;
import io.tenancy.refusal.CrossTenantWriteException;
import io.tenancy.refusal.DirectoryUnavailableException;
import io.tenancy.refusal.DuplicateTenantException;
import io.tenancy.refusal.NoTenantException;
import io.tenancy.refusal.ResolutionRefusedException;
import io.tenancy.refusal.SchemaVersionException;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.refusal.StaleTenantException;
import io.tenancy.refusal.TenancyException;
import io.tenancy.refusal.TenantErasedException;
import io.tenancy.refusal.TenantNotProvisionedException;
import io.tenancy.refusal.TenantReadOnlyException;
import io.tenancy.refusal.TenantSuspendedException;
import io.tenancy.refusal.TenantThrottledException;
import io.tenancy.refusal.TenantUnavailableException;
import io.tenancy.refusal.UnknownTenantException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told of a refusal, as in RFC 9457. The refusal's own message is for operators: it names servers and
 * schemas.
 */
enum Problem {
    NO_TENANT(400, "The request names no tenant.", List.of(NoTenantException.class)),
    TENANT_REFUSED(
            403,
            "The request may not be served for the tenant that it names.",
            List.of(ResolutionRefusedException.class)),
    OTHER_TENANT(403, "The request would reach another tenant's data.", List.of(CrossTenantWriteException.class)),
    UNKNOWN_TENANT(
            404, "There is no such tenant.", List.of(UnknownTenantException.class, UnfitTenantIdException.class)),
    TENANT_ERASED(410, "The tenant is gone.", List.of(TenantErasedException.class)),
    CONFLICT(
            409,
            "The tenant was changed meanwhile, or its place is taken.",
            List.of(StaleTenantException.class, DuplicateTenantException.class)),
    TENANT_SUSPENDED(423, "The tenant is suspended.", List.of(TenantSuspendedException.class)),
    TENANT_READ_ONLY(423, "The tenant can only be read now.", List.of(TenantReadOnlyException.class)),
    TENANT_THROTTLED(429, "The tenant asks for more than its share.", List.of(TenantThrottledException.class)),
    TENANT_BEHIND(
            503,
            Duration.ofSeconds(30),
            "The tenant is being brought up to date.",
            List.of(SchemaVersionException.class)),
    TENANT_UNAVAILABLE(
            503,
            Duration.ofSeconds(10),
            "The tenant cannot be served now.",
            List.of(
                    TenantUnavailableException.class,
                    TenantNotProvisionedException.class,
                    ServerUnavailableException.class,
                    DirectoryUnavailableException.class)),
    /** A mistake of the application. */
    REFUSED(500, "The request could not be served safely.", List.of(TenancyException.class));

    private final int status;
    private final @Nullable Duration retryAfter;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // What List.of gives cannot be changed.
    private final List<Class<? extends TenancyException>> refusals;

    Problem(int status, String title, List<Class<? extends TenancyException>> refusals) {
        this(status, null, title, refusals);
    }

    Problem(int status, @Nullable Duration retryAfter, String title, List<Class<? extends TenancyException>> refusals) {
        this.status = status;
        this.retryAfter = retryAfter;
        this.title = title;
        this.refusals = refusals;
    }

    static Problem of(TenancyException refusal) {
        return Arrays.stream(values())
                .filter(problem -> problem.refusals.stream().anyMatch(type -> type.isInstance(refusal)))
                .findFirst()
                .orElse(REFUSED);
    }

    int status() {
        return status;
    }

    Optional<Duration> findRetryAfter(TenancyException refusal) {
        return refusal instanceof TenantThrottledException throttled
                ? Optional.of(throttled.retryAfter())
                : Optional.ofNullable(retryAfter);
    }

    /** Nothing in it comes from the request, so that nothing needs escaping. */
    String json() {
        return "{\"type\":\"urn:tenancy:problem:"
                + name().toLowerCase(Locale.ROOT).replace('_', '-') + "\",\"title\":\"" + title + "\",\"status\":"
                + status + "}";
    }
}
