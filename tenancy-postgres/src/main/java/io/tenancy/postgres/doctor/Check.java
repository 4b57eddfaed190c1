package io.tenancy.postgres.doctor;

import java.sql.SQLException;
import java.util.List;

/** A rule, or a few that one query answers. */
@FunctionalInterface
interface Check {

    List<Finding> examine(Examination examination) throws SQLException;
}
