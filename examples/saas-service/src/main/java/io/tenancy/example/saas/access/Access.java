package io.tenancy.example.saas.access;

import static org.springframework.security.config.Customizer.withDefaults;

import io.tenancy.example.saas.SaasProperties;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Tokens for the API, a login for the console, and nothing else. */
@Configuration(proxyBeanMethods = false)
class Access {

    private static final String OPERATOR = "OPERATOR";

    /** Scripts, styles and pictures of this host alone; nobody may put a page into a frame. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    Keys keys() {
        return Keys.generate();
    }

    @Bean
    Tokens tokens(Keys keys) {
        return new Tokens(keys);
    }

    @Bean
    JwtDecoder jwtDecoder(Keys keys) {
        var decoder = NimbusJwtDecoder.withPublicKey(keys.open())
                .signatureAlgorithm(SignatureAlgorithm.RS256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(Tokens.ISSUER),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(Tokens.AUDIENCE))));
        return decoder;
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity security) throws Exception {
        return security.securityMatcher("/api/**", "/t/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.jwt(withDefaults()).authenticationEntryPoint(new TokenProblem()))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain actuator(HttpSecurity security) throws Exception {
        return security.securityMatcher("/actuator/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health")
                        .permitAll()
                        .anyRequest()
                        .hasRole(OPERATOR))
                .httpBasic(withDefaults())
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain console(HttpSecurity security) throws Exception {
        return security.authorizeHttpRequests(requests -> requests.requestMatchers("/console/**")
                        .hasRole(OPERATOR)
                        .requestMatchers("/", "/error", "/login", "/assets/**", "/v3/api-docs/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/demo/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .formLogin(form -> form.loginPage("/login").defaultSuccessUrl("/console"))
                .logout(logout -> logout.logoutSuccessUrl("/login?bye"))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(withDefaults()))
                .build();
    }

    @Bean
    UserDetailsService operators(SaasProperties properties) {
        String password = properties.operator().password();
        if (password == null) {
            byte[] secret = new byte[9];
            new SecureRandom().nextBytes(secret);
            password = HexFormat.of().formatHex(secret);
            System.getLogger("io.tenancy.example.saas")
                    .log(
                            System.Logger.Level.INFO,
                            "Console: sign in as {0} with {1}",
                            properties.operator().name(),
                            password);
        }
        var encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
        return new InMemoryUserDetailsManager(
                User.withUsername(properties.operator().name())
                        .password(encoder.encode(password))
                        .roles(OPERATOR)
                        .build());
    }
}
