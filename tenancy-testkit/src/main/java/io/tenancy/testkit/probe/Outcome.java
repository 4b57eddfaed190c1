package io.tenancy.testkit.probe;

/** How a probe ended. */
public sealed interface Outcome {

    /** In a few words, for tables. */
    String describe();

    /** What outweighs what, if one probe is made several times: the lowest counts. */
    int rank();

    /** The same route reached an own row, and no row of the other tenant. */
    record Blocked(String by) implements Outcome {

        @Override
        public int rank() {
            return 2;
        }

        @Override
        public String describe() {
            return "blocked: " + by;
        }
    }

    /** A row of the other tenant was read, changed or linked to. */
    record Crossed(Effect effect, String what) implements Outcome {

        @Override
        public int rank() {
            return 0;
        }

        @Override
        public String describe() {
            return "CROSSED, " + effect + ": " + what;
        }
    }

    /** The probe could not be made, and that is nobody's fault. It says nothing about any wall. */
    record NotApplicable(String reason) implements Outcome {

        @Override
        public int rank() {
            return 3;
        }

        @Override
        public String describe() {
            return "not applicable: " + reason;
        }
    }

    /** The probe should have been made and was not, or it failed at no wall. It proves nothing, so it is no pass. */
    record Inconclusive(String reason) implements Outcome {

        @Override
        public int rank() {
            return 1;
        }

        @Override
        public String describe() {
            return "INCONCLUSIVE: " + reason;
        }
    }
}
