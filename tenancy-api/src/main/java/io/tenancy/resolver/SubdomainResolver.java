package io.tenancy.resolver;

import java.util.regex.Pattern;

/** Reads the id from the label in front of a base domain. */
final class SubdomainResolver implements TenantResolver {

    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}\\z");

    private final String suffix;
    private final String by;

    SubdomainResolver(String baseDomain) {
        if (!DOMAIN.matcher(baseDomain).matches()) {
            throw new IllegalArgumentException("Base domain '" + baseDomain
                    + "' refused: expected a domain name in lower case without a dot at either end, such as"
                    + " example.com.");
        }
        this.suffix = "." + baseDomain;
        this.by = "sub-domain of " + baseDomain;
    }

    @Override
    public Resolution resolve(TenantRequest request) {
        return request.findHost().map(this::resolve).orElseGet(Resolution.Absent::new);
    }

    private Resolution resolve(String untrustedHost) {
        String host = plain(untrustedHost);
        if (!host.endsWith(suffix)) {
            return new Resolution.Absent();
        }
        String label = host.substring(0, host.length() - suffix.length());
        if (label.contains(".")) {
            return new Resolution.Refused("the host name has more than one label in front of the base domain", by);
        }
        return Answers.of(label, by);
    }

    /** In lower case, without the port and the dot that ends a fully qualified name. */
    private static String plain(String host) {
        String name = PORT.matcher(host).replaceFirst("");
        String unended = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return asciiLowerCase(unended);
    }

    /** String.toLowerCase would make the Kelvin sign (U+212A) a k, hence one tenant's name of another text. */
    private static String asciiLowerCase(String text) {
        var lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return lower.toString();
    }
}
