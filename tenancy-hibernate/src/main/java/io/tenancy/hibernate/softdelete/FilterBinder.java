package io.tenancy.hibernate.softdelete;

import java.util.Map;
import org.hibernate.AnnotationException;
import org.hibernate.binder.TypeBinder;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.engine.spi.FilterDefinition;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;

/** Hibernate makes it by name. */
public final class FilterBinder implements TypeBinder<HiddenWhenSet> {

    public FilterBinder() {}

    @Override
    public void bind(HiddenWhenSet annotation, MetadataBuildingContext context, PersistentClass entity) {
        throw new AnnotationException("@HiddenWhenSet is for an embeddable, not for an entity.");
    }

    /** Both filters reach loading by key; only that of the living is on unless somebody asks. */
    @Override
    public void bind(HiddenWhenSet annotation, MetadataBuildingContext context, Component deletion) {
        var collector = context.getMetadataCollector();
        var at = (Column) deletion.getProperty("at").getSelectables().get(0);
        String column = at.getQuotedName(collector.getDatabase().getDialect());
        for (HidingFilter filter : HidingFilter.values()) {
            if (collector.getFilterDefinition(filter.filterName()) == null) {
                collector.addFilterDefinition(new FilterDefinition(
                        filter.filterName(), "", filter == HidingFilter.LIVE, true, Map.of(), Map.of()));
            }
            deletion.getOwner().addFilter(filter.filterName(), column + filter.condition(), true, Map.of(), Map.of());
        }
    }
}
