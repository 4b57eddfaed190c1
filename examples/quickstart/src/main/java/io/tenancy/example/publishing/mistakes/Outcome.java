package io.tenancy.example.publishing.mistakes;

import java.sql.SQLException;

/** How a mistake ended. */
public sealed interface Outcome {

    Wall wall();

    /** A few words for a table. */
    String describe();

    /** An exception before any SQL of the mistake ran. */
    record RefusedInJava(Wall wall, RuntimeException refusal) implements Outcome {

        @Override
        public String describe() {
            return refusal.getClass().getSimpleName();
        }
    }

    /** An error from the database. */
    record RefusedByPostgres(SQLException refusal) implements Outcome {

        @Override
        public Wall wall() {
            return Wall.POSTGRES;
        }

        @Override
        public String describe() {
            return "SQLSTATE " + refusal.getSQLState();
        }
    }

    /** No error, and no row of another tenant read or changed. */
    record NothingSeen(Wall wall) implements Outcome {

        @Override
        public String describe() {
            return "0 foreign rows";
        }
    }

    /** The mistake got through. */
    record Leaked(String what) implements Outcome {

        @Override
        public Wall wall() {
            return Wall.NONE;
        }

        @Override
        public String describe() {
            return "LEAKED: " + what;
        }
    }
}
