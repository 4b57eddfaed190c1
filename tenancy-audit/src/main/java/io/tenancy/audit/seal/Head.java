package io.tenancy.audit.seal;

import java.util.HexFormat;

/**
 * The end of a tenant's chain. Kept where nobody who can write to the log can reach it, it shows later whether the chain is
 * still the same up to here. Immutable.
 *
 * @param number of the batch, from 1 on
 * @param hash hexadecimal
 */
public record Head(String tenant, long number, String hash) {

    byte[] bytes() {
        return HexFormat.of().parseHex(hash);
    }
}
