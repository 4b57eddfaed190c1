package io.tenancy.postgres.binding;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL's refusal of a prepared plan whose result has another type by now, since a table was changed. */
public final class VoidPlan {

    private VoidPlan() {}

    /** As pgjdbc itself decides: the routine is the same in every language of the server, the text is not. */
    public static boolean isToldBy(SQLException error) {
        if (!"0A000".equals(error.getSQLState())) {
            return false;
        }
        ServerErrorMessage server = error instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        return (server != null && "RevalidateCachedQuery".equals(server.getRoutine()))
                || String.valueOf(error.getMessage()).contains("cached plan must not change result type");
    }
}
