package io.tenancy.event;

import io.tenancy.Actor;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.refusal.TenancyException;

/** Something that happened to a tenant, or in its name. Immutable. */
public sealed interface TenancyEvent {

    /** A tenant was added to the registry. */
    record TenantRegistered(Tenant tenant) implements TenancyEvent {}

    /** A tenant's status, placement or attributes changed. */
    record TenantChanged(Tenant before, Tenant after) implements TenancyEvent {}

    /** Something was refused; the exception is the one that the caller gets. */
    record AccessRefused(TenancyException refusal) implements TenancyEvent {}

    /** An operator began to look across the tenants of a server. */
    record OperatorEntered(ServerName server, Actor actor) implements TenancyEvent {}
}
