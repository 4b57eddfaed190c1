package io.tenancy.postgres.binding;

import io.tenancy.Actor;
import io.tenancy.context.TenantContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who acts and why, as settings that triggers of PostgreSQL read. */
public final class ActorSettings {

    /** Whose name it is; nobody acts where it is empty. */
    public static final String ACTOR = "tenancy.actor";

    private ActorSettings() {}

    /**
     * Always the same names, so that the statement which carries them stays the same; what is missing is empty.
     *
     * @param context null if nobody is bound
     * @param attempt from 1 on
     */
    public static Map<String, String> of(@Nullable TenantContext context, int attempt) {
        Actor actor = context == null ? null : context.actor();
        String correlation = context == null ? null : context.correlationId();
        var settings = new LinkedHashMap<String, String>();
        settings.put(ACTOR, actor == null ? "" : actor.name());
        settings.put("tenancy.actor_kind", actor == null ? "" : actor.kind().name());
        settings.put("tenancy.reason", actor == null || actor.reason() == null ? "" : actor.reason());
        settings.put("tenancy.correlation_id", correlation == null ? "" : correlation);
        settings.put("tenancy.attempt", Integer.toString(attempt));
        return settings;
    }
}
