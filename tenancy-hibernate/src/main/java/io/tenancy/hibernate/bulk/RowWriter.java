package io.tenancy.hibernate.bulk;

import java.sql.SQLException;
import java.util.List;

/** Sends rows in one statement. */
interface RowWriter {

    Way way();

    /**
     * @param rows not empty
     * @return how many of them were not there before
     */
    long write(List<Given> rows) throws SQLException;

    /** For messages. */
    String sql();
}
