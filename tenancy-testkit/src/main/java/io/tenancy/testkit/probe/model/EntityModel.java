package io.tenancy.testkit.probe.model;

import static java.util.stream.Collectors.joining;

import io.tenancy.testkit.probe.witness.Ownership;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.internal.TenantIdGeneration;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.jspecify.annotations.Nullable;

/** An entity that says, by an attribute with {@code @TenantId}, whose it is. */
public record EntityModel(EntityPersister persister, AttributeMapping tenant) implements Subject {

    /** Empty for an entity that all tenants share. */
    static Optional<EntityModel> find(EntityPersister persister) {
        return IntStream.range(0, persister.getNumberOfAttributeMappings())
                .mapToObj(persister::getAttributeMapping)
                .filter(attribute -> attribute.getGenerator() instanceof TenantIdGeneration)
                .map(attribute -> new EntityModel(persister, attribute))
                .findFirst();
    }

    @Override
    public String name() {
        return persister.getJpaEntityName();
    }

    @Override
    public EntityModel entity() {
        return this;
    }

    /** Whether its rows are in tables of subclasses too, each with a tenant column of its own. */
    public boolean isSpreadOverTables() {
        return persister instanceof UnionSubclassEntityPersister
                && !persister.getSubclassEntityNames().equals(Set.of(entityName()));
    }

    /** As {@code find} wants it. */
    public String entityName() {
        return persister.getEntityName();
    }

    @SuppressWarnings("unchecked")
    public Class<Object> type() {
        return (Class<Object>) persister.getMappedClass();
    }

    /** Whose an entity says it is; null if it says nothing. */
    public @Nullable Object tenantOf(Object entity) {
        return tenant.getValue(Hibernate.unproxy(entity));
    }

    public void setTenant(Object entity, @Nullable Object id) {
        tenant.setValue(entity, id);
    }

    public Object idOf(Object entity) {
        return persister.getIdentifier(entity);
    }

    Key keyOf(Object id, SharedSessionContractImplementor session) {
        return Key.of(persister.getIdentifierMapping(), id, session);
    }

    private SelectableMapping tenantSelectable() {
        var found = new ArrayList<SelectableMapping>();
        tenant.forEachSelectable((index, selectable) -> found.add(selectable));
        return found.get(0);
    }

    /** The table with the tenant's column, as SQL of the application names it. */
    public String table() {
        return tenantSelectable().getContainingTableExpression();
    }

    public String tenantColumn() {
        return tenantSelectable().getSelectionExpression();
    }

    public List<String> idColumns() {
        var columns = new ArrayList<String>();
        persister
                .getIdentifierMapping()
                .forEachSelectable((index, selectable) -> columns.add(selectable.getSelectionExpression()));
        return columns;
    }

    /** {@code a = ? and b = ?} */
    public String byId() {
        return matching(idColumns());
    }

    static String matching(List<String> columns) {
        return columns.stream().map(column -> column + " = ?").collect(joining(" and "));
    }

    /** The tables of the entity, each told apart by the rows of its root. */
    List<Ownership> ownerships() {
        var all = new ArrayList<Ownership>();
        persister.forEachTableDetails(details -> {
            var keys = new ArrayList<String>();
            details.getKeyDetails().forEachKeyColumn((index, column) -> keys.add(column.getColumnName()));
            all.add(ownership(details.getTableName(), keys));
        });
        return all;
    }

    Ownership ownership(String ofTable, List<String> keys) {
        return new Ownership(ofTable, keys, table(), idColumns(), tenantColumn());
    }

    /** Attributes that may be set at will: not the id, the tenant, the version or a part of the natural id. */
    public List<AttributeMapping> settableAttributes() {
        int[] natural = persister.hasNaturalIdentifier() ? persister.getNaturalIdentifierProperties() : new int[0];
        return IntStream.range(0, persister.getNumberOfAttributeMappings())
                .filter(index -> Arrays.stream(natural).noneMatch(part -> part == index))
                .filter(index -> !persister.isVersioned() || index != persister.getVersionPropertyIndex())
                .mapToObj(persister::getAttributeMapping)
                .filter(attribute -> !attribute.equals(tenant))
                .filter(attribute -> attribute.asBasicValuedModelPart() != null)
                .filter(attribute -> attribute.getAttributeMetadata().isUpdatable())
                .toList();
    }

    /** A column that may be set to what it holds. */
    public String settableColumn() {
        return settableAttributes().stream()
                .map(AttributeMapping::asBasicValuedModelPart)
                .filter(column -> column != null
                        && !column.isFormula()
                        && column.getContainingTableExpression().equals(table()))
                .map(SelectableMapping::getSelectionExpression)
                .findFirst()
                .orElseGet(this::tenantColumn);
    }
}
