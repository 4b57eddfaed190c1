package io.tenancy.example.saas.access;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;

/** The key that signs tokens: made with each start, since there is no identity provider here. */
record Keys(KeyPair pair) {

    static Keys generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new Keys(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    RSAPublicKey open() {
        return (RSAPublicKey) pair.getPublic();
    }
}
