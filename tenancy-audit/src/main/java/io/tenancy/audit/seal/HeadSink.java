package io.tenancy.audit.seal;

import java.util.List;

/** Takes heads to a place outside of the server, such as a write-once bucket, another tenant's log or a printed page. */
public interface HeadSink {

    /**
     * Called after the seals are committed, by the thread that seals. What it throws reaches the caller of {@link
     * Sealer#seal()}; {@link Sealer#heads()} gives the heads again.
     */
    void anchor(List<Head> heads);
}
