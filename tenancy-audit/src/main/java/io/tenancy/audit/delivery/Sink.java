package io.tenancy.audit.delivery;

import java.util.List;

/** Where events go. Called by one thread at a time. */
public interface Sink {

    /**
     * Takes the next events, in the order of the log. When this returns they count as delivered; when it throws, the same
     * come again later, and those after them wait.
     *
     * @param repeated how many at the start of the list may have come before, since the deliverer ended, or this threw,
     *     before it was known that they had arrived
     */
    void accept(List<Delivered> events, int repeated) throws Exception;
}
