package io.tenancy.example.saas.attack;

import io.tenancy.example.saas.ground.Home;

/** Says from outside whether something crossed, and who stopped it: from the answer, and from what the victim has afterwards. */
final class Judge {

    private Judge() {}

    /**
     * What came of an attempt.
     *
     * @param by who stopped it, or what crossed
     */
    record Finding(String attempt, Home home, boolean crossed, boolean conceded, int status, String by) {

        /** Something crossed that should not have. */
        boolean isLeak() {
            return crossed && !conceded;
        }
    }

    /** @param before what the victim had */
    static Finding judge(Attempt attempt, Scene scene, String before) throws Exception {
        Reply reply = attempt.trick().on(scene);
        boolean conceded = attempt.conceded().contains(scene.home());
        String by;
        boolean crossed = true;
        if (!scene.inventory().equals(before)) {
            by = "the victim's data changed";
        } else if (reply.body().contains(scene.loot().secret())
                || reply.body().contains(scene.loot().email())) {
            by = "the victim's data was read";
        } else if (reply.body().contains("\"tenant\":\"" + scene.victim() + "\"")) {
            by = "the victim was served";
        } else if (reply.body().contains("names: ")
                && reply.body().contains(scene.loot().database())
                && (scene.home() != Home.SCHEMA
                        || reply.body().contains(scene.loot().schema()))
                && scene.home() != Home.ROWS) {
            by = "the victim's name was read";
        } else {
            by = stoppedBy(attempt, scene, reply);
            crossed = false;
        }
        return new Finding(attempt.name(), scene.home(), crossed, conceded, reply.status(), by);
    }

    private static String stoppedBy(Attempt attempt, Scene scene, Reply reply) {
        String body = reply.body();
        if (body.contains("urn:tenancy:problem:tenant-refused")) {
            return "resolver";
        }
        if (body.contains("urn:tenancy:problem:")) {
            return body.contains("problem:refused") ? "rules on text" : "tenant filter";
        }
        if (reply.status() == 401) {
            return "check of the token";
        }
        if (body.contains("There is no such")) {
            return "Hibernate";
        }
        if (body.contains("The cursor is not one")) {
            return "sealed cursor";
        }
        if (attempt.name().startsWith("SQL")) {
            return inDatabase(scene.home(), reply);
        }
        if (reply.status() >= 500) {
            return "an error: look at the log";
        }
        return reply.status() < 300 ? "its own rows alone" : reply.status() == 400 ? "HTTP firewall" : "other";
    }

    private static String inDatabase(Home home, Reply reply) {
        String body = reply.body();
        if (body.contains("names: ")) {
            return "its name is not there";
        }
        if (body.contains("permission denied")) {
            return "rights in PostgreSQL";
        }
        if (body.contains("more than one statement") || body.contains("refused")) {
            return "rules on text";
        }
        if (reply.status() >= 300) {
            return "error in PostgreSQL";
        }
        return switch (home) {
            case ROWS -> "policy of the rows";
            case SCHEMA -> "role of the schema";
            case DATABASE -> "login of the database";
        };
    }
}
