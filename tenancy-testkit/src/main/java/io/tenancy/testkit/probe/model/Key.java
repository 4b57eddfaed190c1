package io.tenancy.testkit.probe.model;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/** An id as SQL has it: a value for each column. */
public record Key(List<Part> parts) {

    /** The value of one column, and how it is bound. */
    public record Part(JdbcMapping mapping, @Nullable Object value) {}

    public Key {
        parts = List.copyOf(parts);
    }

    static Key of(ModelPart part, Object id, SharedSessionContractImplementor session) {
        var parts = new ArrayList<Part>();
        part.breakDownJdbcValues(
                id, (index, value, column) -> parts.add(new Part(column.getJdbcMapping(), value)), session);
        return new Key(parts);
    }

    /** One after the other. */
    public static Key joined(Key... keys) {
        return new Key(Arrays.stream(keys).flatMap(key -> key.parts().stream()).toList());
    }

    /** Each column's value as Hibernate hands it to the driver. */
    public List<@Nullable Object> values() {
        var values = new ArrayList<@Nullable Object>();
        parts.forEach(part -> values.add(part.value()));
        return values;
    }

    /** @return the index of the next parameter */
    @SuppressWarnings("unchecked")
    public int bind(PreparedStatement statement, int from, WrapperOptions options) throws SQLException {
        int next = from;
        for (Part part : parts) {
            part.mapping().getJdbcValueBinder().bind(statement, part.value(), next++, options);
        }
        return next;
    }
}
