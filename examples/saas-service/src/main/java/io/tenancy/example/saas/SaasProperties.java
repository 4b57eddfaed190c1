package io.tenancy.example.saas;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this example has of its own.
 *
 * @param operator Login of the console
 * @param demo Whether tokens are handed out to whoever asks, and traffic may be made
 * @param careless Whether the endpoint that puts SQL together from text is there
 */
@ConfigurationProperties("saas")
public record SaasProperties(
        @DefaultValue OperatorProperties operator,
        @DefaultValue("true") boolean demo,
        @DefaultValue("false") boolean careless) {

    /**
     * The operator of the console.
     *
     * @param name Its name
     * @param password Its password. Without it, one is made and shown in the log
     */
    public record OperatorProperties(@DefaultValue("olga") String name, @Nullable String password) {}
}
