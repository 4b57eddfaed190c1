package io.tenancy.example.saas.attack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shows a token of the victim that nobody gave. */
final class TokenAttempts {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private TokenAttempts() {}

    static List<Attempt> all() {
        return List.of(
                Attempt.of(
                        "token without a signature (alg none)",
                        scene -> show(
                                scene, encoded("{\"alg\":\"none\"}") + "." + encoded(claims(scene.victim())) + ".")),
                Attempt.of("token signed by another key", scene -> show(scene, signedByAnotherKey(scene))),
                Attempt.of(
                        "token signed with the open key as a secret", scene -> show(scene, signedByTheOpenKey(scene))),
                Attempt.of("own token with another claim", scene -> show(scene, edited(scene))),
                Attempt.of("expired token of the victim", scene -> show(scene, scene.expiredToken())),
                Attempt.of(
                        "own token and a forged one",
                        scene -> scene.raw(
                                "/api/posts",
                                "Host: localhost",
                                "Authorization: " + scene.own(),
                                "Authorization: Bearer " + signedByAnotherKey(scene))),
                Attempt.of(
                        "token in the address",
                        scene -> scene.send("GET", "/api/posts?access_token=" + edited(scene), "", Map.of())));
    }

    private static Reply show(Scene scene, String token) throws Exception {
        return scene.send("GET", "/api/posts", "", Map.of("Authorization", "Bearer " + token));
    }

    private static String claims(String tenant) {
        long now = Instant.now().getEpochSecond();
        return "{\"iss\":\"urn:tenancy:example\",\"aud\":[\"publishing\"],\"sub\":\"mallory\",\"iat\":" + now
                + ",\"exp\":" + (now + 3600) + ",\"tenant\":\"" + tenant + "\"}";
    }

    private static String signedByAnotherKey(Scene scene) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(generator.generateKeyPair().getPrivate());
        String content = encoded("{\"alg\":\"RS256\"}") + "." + encoded(claims(scene.victim()));
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + BASE64.encodeToString(signature.sign());
    }

    private static String signedByTheOpenKey(Scene scene) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(scene.publicKey().getEncoded(), "HmacSHA256"));
        String content = encoded("{\"alg\":\"HS256\"}") + "." + encoded(claims(scene.victim()));
        return content + "." + BASE64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The signature is that of the attacker's own token. */
    private static String edited(Scene scene) {
        String[] parts = scene.tokens().apply(scene.attacker()).split("\\.", -1);
        return parts[0] + "." + encoded(claims(scene.victim())) + "." + parts[2];
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
