package io.tenancy.spring.probe;

import java.util.UUID;
import shop.Customer;

/**
 * What a tenant has, to be reached for. Every name ends with that of the tenant; e-mail addresses are those of the other
 * tenant too.
 *
 * @param loner nobody refers to this customer
 * @param detached the same as an entity, changed
 */
record Target(String tenant, UUID loner, Customer detached, UUID buyer, UUID product, UUID category, UUID purchase) {

    static final String LONERS_EMAIL = "bob@example.org";

    boolean owns(String name) {
        return name.endsWith(" of " + tenant);
    }

    String lonersName() {
        return "Bob of " + tenant;
    }
}
