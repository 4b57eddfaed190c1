package io.tenancy.spring.web;

import io.tenancy.Actor;
import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.TenantAccess;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.event.TenancyEvent.AccessRefused;
import io.tenancy.event.TenancyListener;
import io.tenancy.refusal.ResolutionRefusedException;
import io.tenancy.refusal.TenancyException;
import io.tenancy.resolver.TenantResolver;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Serves each request for its tenant, after Spring Security has said who asks. A refusal, wherever it is thrown, is answered
 * by a problem that tells nothing but its kind.
 */
final class TenantFilter extends OncePerRequestFilter {

    private static final System.Logger LOG = System.getLogger(TenantFilter.class.getName());
    private static final Pattern CORRELATION = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

    private final TenantResolver resolver;
    private final VerifiedClaims claims;
    private final TenantDirectory directory;
    private final TenancyListener listener;
    private final List<PathPattern> withoutTenant;
    private final String correlationHeader;
    private final @Nullable String claim;

    TenantFilter(
            TenantResolver resolver,
            VerifiedClaims claims,
            TenantDirectory directory,
            TenancyListener listener,
            WebProperties properties) {
        this.resolver = resolver;
        this.claims = claims;
        this.directory = directory;
        this.listener = listener;
        this.withoutTenant = properties.withoutTenant().stream()
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
        this.correlationHeader = properties.correlationHeader();
        this.claim = properties.claim();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = PathContainer.parsePath(new ServletTenantRequest(request, claims).path());
        return withoutTenant.stream().anyMatch(pattern -> pattern.matches(path));
    }

    /** The threads of asynchronous requests, too, run for the tenant. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            TenantContext context = context(request);
            try (var scope = context.enter()) {
                chain.doFilter(request, response);
            }
        } catch (ServletException | RuntimeException e) {
            TenancyException refusal = refusalIn(e);
            if (refusal == null || response.isCommitted()) {
                throw e;
            }
            answer(refusal, response);
        }
    }

    private TenantContext context(HttpServletRequest request) {
        try {
            var resolved = resolver.requireResolved(new ServletTenantRequest(request, claims));
            TenantAccess.requireRead(directory.require(resolved.id()), "A request");
            return context(resolved.id(), request);
        } catch (TenancyException refusal) {
            announce(refusal, request);
            throw refusal;
        }
    }

    private TenantContext context(TenantId tenant, HttpServletRequest request) {
        TenantContext context = TenantContext.of(tenant).withCorrelationId(correlationId(request));
        Principal principal = request.getUserPrincipal();
        return principal == null ? context : context.withActor(Actor.user(principal.getName()));
    }

    /** Where a request contradicts its token, the tenant of the token has to know what its user tried. */
    private void announce(TenancyException refusal, HttpServletRequest request) {
        var event = new AccessRefused(refusal);
        Optional<TenantId> proven = refusal instanceof ResolutionRefusedException && claim != null
                ? claims.find(claim).flatMap(TenantId::parse)
                : Optional.empty();
        if (proven.isEmpty()) {
            listener.on(event);
            return;
        }
        try (var scope = context(proven.get(), request).enter()) {
            listener.on(event);
        }
    }

    /** What a client sends reaches logs and the audit trail, hence must be plain. */
    private String correlationId(HttpServletRequest request) {
        String sent = request.getHeader(correlationHeader);
        return sent != null && CORRELATION.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }

    private static @Nullable TenancyException refusalIn(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TenancyException refusal) {
                return refusal;
            }
        }
        return null;
    }

    private static void answer(TenancyException refusal, HttpServletResponse response) throws IOException {
        Problem problem = Problem.of(refusal);
        log(problem, refusal);
        response.resetBuffer();
        response.setStatus(problem.status());
        problem.findRetryAfter(refusal)
                .ifPresent(wait ->
                        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds()))));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getWriter().write(problem.json());
        response.flushBuffer();
    }

    private static void log(Problem problem, TenancyException refusal) {
        if (problem == Problem.TENANT_REFUSED) {
            // Somebody may be trying: worth a line, which has nothing that the client sent, and no more.
            LOG.log(Level.WARNING, refusal.getMessage());
        } else {
            LOG.log(problem == Problem.REFUSED ? Level.ERROR : Level.DEBUG, "Answered with " + problem + ".", refusal);
        }
    }
}
