package io.tenancy.hibernate.blog;

import io.tenancy.TenantId;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.wall.DatabaseWall;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.TenantTable;
import io.tenancy.postgres.wall.Wall;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.SQLException;
import java.util.List;

/** A wall for the doctor to find at start. */
public interface BlogWalls {

    Wall around(TestDatabase database, TenantTable table);

    static Wall rows(TestDatabase database, TenantTable table) {
        return RowWall.over(List.of(table), roles(database));
    }

    static Wall database(TestDatabase database, TenantTable table, String tenant) {
        return DatabaseWall.over(List.of(table), database.name(), TenantId.of(tenant), roles(database));
    }

    static void putUp(TestDatabase database, TenantColumn column, BlogWalls walls) {
        database.execute(
                database.owner(),
                "create schema app; create table app.seen (%s %s primary key)"
                        .formatted(column.name().quoted(), column.type()));
        try (var owner = database.connectAs(database.owner())) {
            owner.setAutoCommit(false);
            walls.around(database, TenantTable.of("app", "seen", column)).ddl().runOn(owner);
            owner.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Roles roles(TestDatabase database) {
        return Roles.of(
                database.owner().user(),
                database.app().user(),
                database.operator().user());
    }
}
