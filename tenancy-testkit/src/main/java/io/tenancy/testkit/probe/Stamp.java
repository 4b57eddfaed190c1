package io.tenancy.testkit.probe;

import io.tenancy.testkit.probe.model.EntityModel;

/** What a detached entity says about its tenant when it comes back: from a web session, from JSON, from a form. */
enum Stamp {
    AS_READ(""),
    OWN(", tenant set to own"),
    UNSET(", tenant unset");

    private final String suffix;

    Stamp(String suffix) {
        this.suffix = suffix;
    }

    /** For the name of a probe. */
    String suffix() {
        return suffix;
    }

    /** The target, detached. */
    Object on(Shot<EntityModel> shot) {
        Object entity = shot.detached();
        switch (this) {
            case OWN ->
                shot.entity()
                        .setTenant(entity, shot.scene().tenantValue(shot.scene().own()));
            case UNSET -> shot.entity().setTenant(entity, null);
            case AS_READ -> {}
        }
        return entity;
    }
}
