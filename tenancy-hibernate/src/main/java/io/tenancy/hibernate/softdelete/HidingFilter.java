package io.tenancy.hibernate.softdelete;

import java.util.Arrays;
import java.util.Locale;
import org.hibernate.SharedSessionContract;

/** The filters of Hibernate that do the hiding. Plain conditions, so that partial indexes serve them. */
enum HidingFilter {
    LIVE(" is null"),
    DELETED(" is not null");

    private final String condition;

    HidingFilter(String condition) {
        this.condition = condition;
    }

    String filterName() {
        return "tenancy_" + name().toLowerCase(Locale.ROOT);
    }

    static boolean isName(String name) {
        return Arrays.stream(values()).anyMatch(filter -> filter.filterName().equals(name));
    }

    String condition() {
        return condition;
    }

    boolean isOn(SharedSessionContract session) {
        return session.getEnabledFilter(filterName()) != null;
    }

    void set(SharedSessionContract session, boolean on) {
        if (on) {
            session.enableFilter(filterName());
        } else {
            session.disableFilter(filterName());
        }
    }
}
