package io.tenancy.example.saas.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;

/** A token that is missing or not good, as a problem. Why it is not good is for the log. */
final class TokenProblem implements AuthenticationEntryPoint {

    private final BearerTokenAuthenticationEntryPoint usual = new BearerTokenAuthenticationEntryPoint();

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
            throws IOException {
        usual.commence(request, response, problem);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getWriter()
                .write("{\"type\":\"about:blank\",\"title\":\"A token of a tenant's user is needed.\",\"status\":"
                        + response.getStatus() + "}");
    }
}
