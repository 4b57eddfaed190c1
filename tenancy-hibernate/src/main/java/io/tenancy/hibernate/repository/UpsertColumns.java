package io.tenancy.hibernate.repository;

import io.tenancy.hibernate.softdelete.SoftDelete;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.Generator;
import org.hibernate.generator.internal.TenantIdGeneration;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The columns of one row, as Hibernate's mapping has them, with what the row's attributes become in each. */
final class UpsertColumns {

    private final EntityPersister persister;
    private final SharedSessionContractImplementor session;
    private final List<Column> columns = new ArrayList<>();

    /** What becomes of a column if the row is there. */
    private enum Use {
        KEY,
        KEPT,
        CHANGED,
        COUNTED
    }

    private record Column(SelectableMapping mapping, @Nullable Object value, Use use) {

        String name() {
            return mapping.getSelectionExpression();
        }
    }

    private UpsertColumns(EntityPersister persister, SharedSessionContractImplementor session) {
        this.persister = persister;
        this.session = session;
    }

    static UpsertColumns of(
            EntityPersister persister,
            SharedSessionContractImplementor session,
            Object row,
            Object id,
            Object[] state) {
        var columns = new UpsertColumns(persister, session);
        persister.getAttributeMappings().forEach(attribute -> columns.add(attribute, row, state));
        columns.add(persister.getIdentifierMapping(), id, Use.KEY);
        return columns;
    }

    /** The answer's first column tells whether the row is new, the second its version, if it has one. */
    String sql(String table) {
        String columnNames = names(column -> true, Column::name, ", ");
        String values = names(column -> true, column -> column.mapping().getWriteExpression(), ", ");
        String key = names(column -> column.use() == Use.KEY, Column::name, ", ");
        String set =
                names(column -> column.use() == Use.CHANGED || column.use() == Use.COUNTED, this::assignment, ", ");
        // Some column has to be set, or the row that is there would not be returned.
        String assignments = set.isEmpty() ? names(column -> column.use() == Use.KEY, this::assignment, ", ") : set;
        // A row version that this statement has inserted was locked by nobody before.
        String live = SoftDelete.findLiveCondition(persister, "t")
                .map(condition -> " where " + condition)
                .orElse("");
        return "insert into " + table + " as t (" + columnNames + ") values (" + values + ") on conflict (" + key
                + ") do update set " + assignments + live + " returning (t.xmax = 0)"
                + (persister.isVersioned() ? ", t." + persister.getVersionColumnName() : "");
    }

    @SuppressWarnings("unchecked") // Mapping and value come from the same attribute.
    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            column.mapping().getJdbcMapping().getJdbcValueBinder().bind(statement, column.value(), i + 1, session);
        }
    }

    private String names(Predicate<Column> which, Function<Column, String> text, String separator) {
        return columns.stream().filter(which).map(text).collect(Collectors.joining(separator));
    }

    private String assignment(Column column) {
        String name = column.name();
        return column.use() == Use.COUNTED ? name + " = t." + name + " + 1" : name + " = excluded." + name;
    }

    private void add(AttributeMapping attribute, Object row, Object[] state) {
        int index = attribute.getStateArrayPosition();
        if (attribute instanceof PluralAttributeMapping || !persister.getPropertyInsertability()[index]) {
            return;
        }
        Generator generator = persister.getGenerators()[index];
        if (persister.isVersioned() && index == persister.getVersionPropertyIndex()) {
            generator = persister.getVersionGenerator();
        }
        if (generator instanceof BeforeExecutionGenerator before && generator.generatesOnInsert()) {
            state[index] = before.generate(session, row, state[index], EventType.INSERT);
            persister.setValue(row, index, state[index]);
        } else if (generator != null && generator.generatedOnExecution() && generator.generatesOnInsert()) {
            return;
        }
        add(attribute, state[index], use(index, generator));
    }

    private Use use(int index, @Nullable Generator generator) {
        if (generator instanceof TenantIdGeneration) {
            return Use.KEY;
        }
        if (persister.isVersioned() && index == persister.getVersionPropertyIndex()) {
            return Number.class.isAssignableFrom(persister.getVersionJavaType().getJavaTypeClass())
                    ? Use.COUNTED
                    : Use.CHANGED;
        }
        boolean kept = generator != null && !generator.generatesOnUpdate();
        return kept || !persister.getPropertyUpdateability()[index] ? Use.KEPT : Use.CHANGED;
    }

    private void add(ModelPart part, @Nullable Object value, Use use) {
        part.decompose(
                value,
                (position, jdbcValue, mapping) -> {
                    boolean known =
                            columns.stream().anyMatch(column -> column.name().equals(mapping.getSelectionExpression()));
                    if (!mapping.isFormula() && mapping.isInsertable() && !known) {
                        columns.add(new Column(mapping, jdbcValue, use));
                    }
                },
                session);
    }
}
