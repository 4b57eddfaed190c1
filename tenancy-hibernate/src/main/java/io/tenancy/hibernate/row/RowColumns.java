package io.tenancy.hibernate.row;

import io.tenancy.hibernate.row.RowColumn.Use;
import io.tenancy.hibernate.softdelete.SoftDelete;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
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

/**
 * The columns of an entity's row, as Hibernate's mapping has them, and what the attributes of a row become in each. For an
 * entity with one table. Immutable.
 */
public final class RowColumns {

    private final EntityPersister persister;
    private final EventType event;
    private final List<Part> parts = new ArrayList<>();
    private final List<RowColumn> columns = new ArrayList<>();
    private final IdentityHashMap<SelectableMapping, Integer> positions = new IdentityHashMap<>();
    private final Set<String> names = new HashSet<>();

    /** An attribute that is written, and who else has a say in its value. */
    private record Part(AttributeMapping attribute, int index, @Nullable Generator generator) {}

    private RowColumns(EntityPersister persister, EventType event) {
        this.persister = persister;
        this.event = event;
        persister.getAttributeMappings().forEach(this::add);
        add(persister.getIdentifierMapping(), Use.KEY);
    }

    /** Those that an insert fills. */
    public static RowColumns ofInsert(EntityPersister persister) {
        return new RowColumns(persister, EventType.INSERT);
    }

    /** Those that an update needs: what identifies the row, and what it may change. */
    public static RowColumns ofUpdate(EntityPersister persister) {
        return new RowColumns(persister, EventType.UPDATE);
    }

    public List<RowColumn> list() {
        return List.copyOf(columns);
    }

    /** Those of one kind, as SQL, with a separator between them. */
    public String join(Predicate<Use> uses, Function<RowColumn, String> sql, String separator) {
        return columns.stream()
                .filter(column -> uses.test(column.use()))
                .map(sql)
                .collect(Collectors.joining(separator));
    }

    /** The place of a column among the values of a row. */
    public int position(RowColumn column) {
        Integer position = positions.get(column.mapping());
        if (position == null) {
            throw new IllegalArgumentException(
                    persister.getEntityName() + " writes no column '" + column.name() + "'.");
        }
        return position;
    }

    /** Lets Hibernate's generators set what they generate, in the row and in its state. */
    public void generate(SharedSessionContractImplementor session, Object row, @Nullable Object[] state) {
        for (Part part : parts) {
            // A version that is compared has been raised by whoever compares it.
            boolean raised = event == EventType.UPDATE && isVersion(part.index());
            if (!raised
                    && part.generator() instanceof BeforeExecutionGenerator before
                    && before.getEventTypes().contains(event)) {
                state[part.index()] = before.generate(session, row, state[part.index()], event);
                persister.setValue(row, part.index(), state[part.index()]);
            }
        }
    }

    /** What the driver gets, one value for each column. */
    public @Nullable Object[] values(SharedSessionContractImplementor session, Object id, @Nullable Object[] state) {
        @Nullable Object[] values = new Object[columns.size()];
        for (Part part : parts) {
            take(part.attribute(), state[part.index()], values, session);
        }
        take(persister.getIdentifierMapping(), id, values, session);
        return values;
    }

    /** The end of an insert {@code into … as t}; it returns whether the row is new and its version, if it has one. */
    public String onConflict() {
        String set = join(Use::changes, RowColumns::assignment, ", ");
        // Some column has to be set, or the row that is there would not be returned.
        String assignments = set.isEmpty() ? join(Use::identifies, RowColumns::assignment, ", ") : set;
        String live = SoftDelete.findLiveCondition(persister, "t")
                .map(condition -> " where " + condition)
                .orElse("");
        // A row version that this statement has inserted was locked by nobody before.
        return " on conflict (" + join(Use::identifies, RowColumn::name, ", ") + ") do update set " + assignments + live
                + " returning (t.xmax = 0)"
                + (persister.isVersioned() ? ", t." + persister.getVersionColumnName() : "");
    }

    private static String assignment(RowColumn column) {
        String name = column.name();
        return column.use() == Use.COUNTED ? name + " = t." + name + " + 1" : name + " = excluded." + name;
    }

    private void add(AttributeMapping attribute) {
        int index = attribute.getStateArrayPosition();
        Generator generator =
                isVersion(index) ? persister.getVersionGenerator() : persister.getGenerators()[index];
        boolean inDatabase = generator != null
                && generator.generatedOnExecution()
                && generator.getEventTypes().contains(event);
        if (attribute instanceof PluralAttributeMapping || inDatabase || !isWritten(index, generator)) {
            return;
        }
        parts.add(new Part(attribute, index, generator));
        add(attribute, use(index, generator));
    }

    private boolean isVersion(int index) {
        return persister.isVersioned() && index == persister.getVersionPropertyIndex();
    }

    private boolean isWritten(int index, @Nullable Generator generator) {
        boolean[] written =
                event == EventType.INSERT ? persister.getPropertyInsertability() : persister.getPropertyUpdateability();
        return written[index] || generator instanceof TenantIdGeneration;
    }

    private Use use(int index, @Nullable Generator generator) {
        if (generator instanceof TenantIdGeneration) {
            return Use.TENANT;
        }
        if (isVersion(index)) {
            return Number.class.isAssignableFrom(persister.getVersionJavaType().getJavaTypeClass())
                    ? Use.COUNTED
                    : Use.CHANGED;
        }
        boolean kept = generator != null && !generator.generatesOnUpdate();
        return kept || !persister.getPropertyUpdateability()[index] ? Use.KEPT : Use.CHANGED;
    }

    private void add(ModelPart part, Use use) {
        part.forEachSelectable((position, mapping) -> {
            if (isWritten(mapping, use) && names.add(mapping.getSelectionExpression())) {
                positions.put(mapping, columns.size());
                columns.add(new RowColumn(mapping, use));
            }
        });
    }

    private boolean isWritten(SelectableMapping mapping, Use use) {
        return !mapping.isFormula()
                && (use.identifies() || (event == EventType.INSERT ? mapping.isInsertable() : mapping.isUpdateable()));
    }

    private void take(
            ModelPart part,
            @Nullable Object value,
            @Nullable Object[] values,
            SharedSessionContractImplementor session) {
        part.decompose(
                value,
                (position, jdbcValue, mapping) -> {
                    Integer column = positions.get(mapping);
                    if (column != null) {
                        values[column] = jdbcValue;
                    }
                },
                session);
    }
}
