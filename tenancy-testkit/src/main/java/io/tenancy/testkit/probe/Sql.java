package io.tenancy.testkit.probe;

import io.tenancy.TenantId;
import io.tenancy.testkit.probe.model.EntityModel;
import io.tenancy.testkit.probe.model.Key;
import io.tenancy.testkit.probe.witness.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.type.StandardBasicTypes;

/**
 * SQL of a careless application, with its parameters in order. Tables are named as the mapping names them, so that the
 * application's own search path finds them.
 */
record Sql(String text, Key parameters, SessionFactoryImplementor factory) {

    /** Of what it finds, counts what is of the target's tenant. */
    static Sql selectById(Shot<EntityModel> shot) {
        return ofTarget(
                shot,
                ofTenant(shot) + " where " + shot.entity().byId(),
                text(shot),
                shot.target().key());
    }

    static Sql selectAll(Shot<EntityModel> shot) {
        return ofTarget(shot, ofTenant(shot), text(shot));
    }

    private static String ofTenant(Shot<EntityModel> shot) {
        return ofTenant(shot, shot.entity().table());
    }

    private static String ofTenant(Shot<EntityModel> shot, String table) {
        return "select count(*) filter (where cast(" + shot.entity().tenantColumn() + " as text) = ?) from " + table;
    }

    static Sql selectFromNamedSchema(Shot<EntityModel> shot) throws SQLException {
        return ofTarget(shot, ofTenant(shot, tableOf(shot, shot.tenant()).name()), text(shot));
    }

    /** A column is set to what it is: no rule is broken, and PostgreSQL writes the row all the same. */
    static Sql updateById(Shot<EntityModel> shot) {
        return ofTarget(
                shot,
                update(shot.entity()) + " where " + shot.entity().byId(),
                shot.target().key());
    }

    static Sql updateAll(Shot<EntityModel> shot) {
        return ofTarget(shot, update(shot.entity()));
    }

    private static String update(EntityModel entity) {
        String column = entity.settableColumn();
        return "update " + entity.table() + " set " + column + " = " + column;
    }

    static Sql deleteById(Shot<EntityModel> shot) {
        return ofTarget(
                shot,
                "delete from " + shot.entity().table() + " where "
                        + shot.entity().byId(),
                shot.target().key());
    }

    /** An own row is made one of the target's tenant. */
    static Sql giveAway(Shot<EntityModel> shot) throws SQLException {
        var table = tableOf(shot, shot.scene().own());
        return ofTarget(
                shot,
                "update " + shot.entity().table() + " set " + shot.entity().tenantColumn() + " = " + tenant(shot, table)
                        + " where " + shot.entity().byId(),
                text(shot),
                shot.base().key());
    }

    /** A copy of an own row, under a new id, as a row of the target's tenant. */
    static Sql insertForTenant(Shot<EntityModel> shot) throws SQLException {
        var entity = shot.entity();
        var table = tableOf(shot, shot.scene().own());
        var columns =
                table.columns().stream().filter(column -> !column.generated()).toList();
        var tenant = column(table, entity.tenantColumn());
        var id = newlyMade(table, entity.idColumns());
        String values = columns.stream()
                .map(column -> column.equals(tenant)
                        ? tenant(shot, table)
                        : column.equals(id) ? fresh(id, entity.table()) : column.quoted())
                .collect(Collectors.joining(", "));
        return ofTarget(
                shot,
                "insert into " + entity.table() + " ("
                        + columns.stream().map(Relation.Column::quoted).collect(Collectors.joining(", "))
                        + ") overriding system value select " + values + " from " + entity.table() + " where "
                        + entity.byId(),
                text(shot),
                shot.base().key());
    }

    /** Of several columns a text is least likely to refer to something. */
    private static Relation.Column newlyMade(Relation table, List<String> ids) {
        var columns = ids.stream().map(id -> column(table, id)).toList();
        return columns.stream().filter(Sql::isText).findFirst().orElse(columns.get(0));
    }

    private static boolean isText(Relation.Column column) {
        return column.type().startsWith("text") || column.type().startsWith("character");
    }

    private static String fresh(Relation.Column id, String table) {
        return switch (id.type()) {
            case "uuid" -> "gen_random_uuid()";
            case "smallint", "integer", "bigint", "numeric" ->
                "(select max(" + id.quoted() + ") + 1000 from " + table + ")";
            default -> {
                if (!isText(id)) {
                    throw new NotMade("no new id can be made up for a column of type " + id.type());
                }
                yield id.quoted() + " || '~'";
            }
        };
    }

    private static String tenant(Shot<EntityModel> shot, Relation table) {
        return "cast(? as " + column(table, shot.entity().tenantColumn()).type() + ")";
    }

    private static Relation.Column column(Relation table, String name) {
        return table.findColumn(name)
                .orElseThrow(() -> new NotMade("the table has no column " + name + " in the own tenant's place"));
    }

    private static Relation tableOf(Shot<EntityModel> shot, TenantId tenant) throws SQLException {
        return shot.scene()
                .placeOf(tenant)
                .findRelation(shot.entity().table())
                .orElseThrow(() -> new NotMade(
                        "the witness finds no table " + shot.entity().table()));
    }

    private static Key text(Shot<EntityModel> shot) {
        var string = shot.scene()
                .factory()
                .getTypeConfiguration()
                .getBasicTypeRegistry()
                .resolve(StandardBasicTypes.STRING);
        return new Key(List.of(new Key.Part(string, shot.tenant().value())));
    }

    private static Sql ofTarget(Shot<EntityModel> shot, String text, Key... parameters) {
        return new Sql(text, Key.joined(parameters), shot.scene().factory());
    }

    <Q extends CommonQueryContract> Q bound(Q query) {
        int next = 1;
        for (Object value : parameters.values()) {
            query.setParameter(next++, value);
        }
        return query;
    }

    long count(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(text)) {
            parameters.bind(select, 1, factory.getWrapperOptions());
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    void update(Connection connection) throws SQLException {
        try (var update = connection.prepareStatement(text)) {
            parameters.bind(update, 1, factory.getWrapperOptions());
            update.executeUpdate();
        }
    }
}
