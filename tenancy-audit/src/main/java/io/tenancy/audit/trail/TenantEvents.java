package io.tenancy.audit.trail;

import io.tenancy.Placement.SharedRows;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.audit.log.Change;
import io.tenancy.audit.log.Kind;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantPage;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.refusal.CrossTenantWriteException;
import io.tenancy.refusal.TenancyException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the log has of a tenant itself. */
final class TenantEvents {

    private static final int AT_ONCE = 500;

    private TenantEvents() {}

    static Change change(
            Kind kind,
            TenantId tenant,
            @Nullable Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        return new Change(kind, Change.OF_TENANT, tenant.value(), before, after);
    }

    static Change entered(TenantId tenant, ServerName server) {
        return change(Kind.OPERATOR_ENTERED, tenant, null, Map.of("server", server.value()));
    }

    /** No message: it may name another tenant, whom this one need not know. */
    static Change refused(TenantId tenant, TenancyException refusal) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("refusal", refusal.getClass().getSimpleName());
        if (refusal instanceof CrossTenantWriteException write) {
            facts.put("entity", write.entity());
            facts.put("id", String.valueOf(write.entityId()));
        }
        return change(Kind.ACCESS_REFUSED, tenant, null, facts);
    }

    static Change registered(Tenant tenant) {
        return change(Kind.TENANT_REGISTERED, tenant.id(), null, facts(tenant));
    }

    static Change changed(Tenant before, Tenant after) {
        var old = facts(before);
        var now = facts(after);
        old.entrySet().removeAll(facts(after).entrySet());
        now.entrySet().removeAll(facts(before).entrySet());
        return change(Kind.TENANT_CHANGED, after.id(), old, now);
    }

    /** Not its attributes: nobody knows what is in them. */
    private static Map<String, @Nullable Object> facts(Tenant tenant) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("status", tenant.status().name());
        facts.put("placement", tenant.placement().toString());
        return facts;
    }

    /** Those whose rows an operator of a server sees. */
    static void sharingRows(TenantDirectory directory, ServerName server, Consumer<TenantId> each) {
        Optional<TenantPageRequest> next = Optional.of(TenantPageRequest.first(AT_ONCE));
        while (next.isPresent()) {
            TenantPage page = directory.list(next.get());
            page.tenants().stream()
                    .filter(tenant -> tenant.placement().equals(new SharedRows(server)))
                    .filter(tenant -> tenant.status() != TenantStatus.ERASED)
                    .forEach(tenant -> each.accept(tenant.id()));
            next = Optional.ofNullable(page.next());
        }
    }
}
