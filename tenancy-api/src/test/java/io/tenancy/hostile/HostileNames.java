package io.tenancy.hostile;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts that no tenant, server or schema may be called, from attacks on SQL, logs, paths and readers. */
public final class HostileNames {

    private static final String LEGAL = "abcdefghijklmnopqrstuvwxyz0123456789_-";

    private HostileNames() {}

    public static Stream<String> all() {
        return Stream.concat(known().stream(), random(5_000));
    }

    public static List<String> known() {
        return List.of(
                "",
                " ",
                "acme ",
                " acme",
                "ACME",
                "Acme",
                "-acme",
                "_acme",
                "acme'",
                "acme\"",
                "acme''--",
                "'; drop table invoice; --",
                "acme' or '1'='1",
                "acme; select 1",
                "acme/*",
                "acme\\",
                "acme`",
                "$user",
                "\"$user\"",
                "x, b",
                "x,b",
                "acme\0",
                "acme\0globex",
                "acme\r\nX-Tenant: globex",
                "acme\n",
                "\nacme",
                "acme\t",
                "acme\u001b[31m",
                "acme\u007f",
                "acme\u0085",
                "acme\u2028",
                "acme\u202e",
                "\u202eemca",
                "\u2066acme\u2069",
                "\u200bacme",
                "acme\u200d",
                "\ufeffacme",
                "аcme", // Cyrillic a
                "acme\u0301",
                "ácme",
                "\uff41cme",
                "\u212aelvin",
                "ﬁrm",
                "İstanbul",
                "١٢٣",
                "acme😀",
                "😀",
                "\ud800acme",
                "acme\udc00",
                "..",
                "../globex",
                "acme/../globex",
                "acme/globex",
                "/etc/passwd",
                "acme.globex",
                "%2e%2e%2f",
                "acme%00",
                "acme?x=1",
                "acme#1",
                "acme:1",
                "acme@globex",
                "acme&options=-c",
                "${jndi:ldap://x}",
                "#{acme}",
                "<script>",
                "*",
                "a".repeat(63) + "1", // these two are one name for a PostgreSQL that cuts at 63 bytes
                "a".repeat(63) + "2",
                "a".repeat(61) + "é1",
                "a".repeat(63) + "\u0301",
                "a".repeat(10_000));
    }

    /** Legal ids with one illegal character somewhere; always the same ones. */
    private static Stream<String> random(int count) {
        var random = new Random(20261122);
        return IntStream.range(0, count).mapToObj(i -> {
            var id = new StringBuilder();
            int length = 1 + random.nextInt(40);
            for (int n = 0; n < length; n++) {
                id.append(LEGAL.charAt(random.nextInt(LEGAL.length())));
            }
            int illegal = illegalCharacter(random);
            return id.insert(random.nextInt(length + 1), Character.toChars(illegal))
                    .toString();
        });
    }

    private static int illegalCharacter(Random random) {
        while (true) {
            int bound = random.nextBoolean() ? 0x100 : Character.MAX_CODE_POINT + 1;
            int c = random.nextInt(bound);
            if (c > 0x7f || LEGAL.indexOf(c) < 0) {
                return c;
            }
        }
    }
}
