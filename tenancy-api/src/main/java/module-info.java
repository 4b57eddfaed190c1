/** The words of Tenancy: who a tenant is, where it lives, who acts, and why something was refused. */
module io.tenancy.api {
    requires static transitive org.jspecify;
    // No "provides ThreadLocalAccessor" with it: a module that provides a service does not resolve without that
    // service.
    requires static context.propagation;

    exports io.tenancy;
    exports io.tenancy.context;
    exports io.tenancy.directory;
    exports io.tenancy.event;
    exports io.tenancy.refusal;
    exports io.tenancy.resolver;
}
