package io.tenancy.audit.model;

import io.tenancy.audit.json.Json;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Calendar;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.AnyType;
import org.hibernate.type.BasicType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Values of entities as the trail has them: what JSON knows, safe to keep after the entity has changed again. */
public final class PlainValue {

    /** Stands for what cannot be read without going back to the database. */
    private static final Map<String, @Nullable Object> LARGE_OBJECT = Map.of("large object", true);

    /** Microseconds, all of them: what PostgreSQL keeps, and SQL can write in the same way. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private PlainValue() {}

    /** A reference is the id of what it refers to, an embedded value an object. */
    public static @Nullable Object of(Type type, @Nullable Object value, SharedSessionContractImplementor session) {
        if (value == null) {
            return null;
        }
        if (type instanceof AnyType) {
            return reference(value, session);
        }
        if (type instanceof EntityType entity) {
            return id(entity.getAssociatedEntityName(), value, session);
        }
        if (type instanceof CompositeType composite) {
            return embedded(composite, value, session);
        }
        return type instanceof BasicType<?> basic ? basic(basic, value, session) : plain(value);
    }

    /** What stands in a column of text, such as that of the ids. */
    public static String text(@Nullable Object plain) {
        if (plain instanceof Map<?, ?> parts) {
            return Json.write(new TreeMap<>(parts)); // in whichever order they are mapped
        }
        return plain instanceof List ? Json.write(plain) : String.valueOf(plain);
    }

    private static Object reference(Object value, SharedSessionContractImplementor session) {
        var reference = new LinkedHashMap<String, @Nullable Object>();
        String name = session.bestGuessEntityName(value);
        reference.put(
                "entity",
                session.getFactory()
                        .getMappingMetamodel()
                        .getEntityDescriptor(name)
                        .getImportedName());
        reference.put("id", id(name, value, session));
        return reference;
    }

    private static @Nullable Object id(String entityName, Object value, SharedSessionContractImplementor session) {
        var persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
        var lazy = HibernateProxy.extractLazyInitializer(value);
        Object id = lazy == null ? persister.getIdentifier(value, session) : lazy.getInternalIdentifier();
        return of(persister.getIdentifierType(), id, session);
    }

    private static Object embedded(CompositeType type, Object value, SharedSessionContractImplementor session) {
        var parts = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < type.getPropertyNames().length; i++) {
            parts.put(
                    type.getPropertyNames()[i],
                    of(type.getSubtypes()[i], type.getPropertyValue(value, i, session), session));
        }
        return parts;
    }

    private static @Nullable Object basic(BasicType<?> type, Object value, SharedSessionContractImplementor session) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        int code = type.getJdbcType().getDefaultSqlTypeCode();
        if (code == SqlTypes.JSON && !(value instanceof String)) {
            return Json.read(json(type, value, session));
        }
        Object relational = type.convertToRelationalValue(value);
        return relational == null ? null : plain(relational);
    }

    @SuppressWarnings("unchecked")
    private static <T> String json(BasicType<T> type, Object value, SharedSessionContractImplementor session) {
        var mapper = session.getFactory().getSessionFactoryOptions().getJsonFormatMapper();
        return mapper.toString((T) value, type.getJavaTypeDescriptor(), session);
    }

    private static Object plain(Object value) {
        if (value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigDecimal
                || value instanceof BigInteger) {
            return value;
        }
        if (value instanceof Double || value instanceof Float) {
            return Double.isFinite(((Number) value).doubleValue()) ? value : value.toString();
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Blob || value instanceof Clob) {
            return LARGE_OBJECT;
        }
        return timeOrList(value);
    }

    private static Object timeOrList(Object value) {
        if (value instanceof Calendar calendar) {
            return MOMENT.format(calendar.toInstant());
        }
        if (value instanceof java.util.Date date
                && !(value instanceof java.sql.Date || value instanceof java.sql.Time)) {
            return MOMENT.format(date.toInstant());
        }
        if (value instanceof Instant || value instanceof OffsetDateTime || value instanceof ZonedDateTime) {
            return MOMENT.format((TemporalAccessor) value);
        }
        if (value instanceof LocalDateTime local) {
            return LOCAL.format(local);
        }
        if (value instanceof LocalTime time) {
            return TIME.format(time);
        }
        if (value instanceof Collection<?> items) {
            return list(items);
        }
        if (value.getClass().isArray()) {
            var items = new ArrayList<@Nullable Object>();
            for (int i = 0; i < Array.getLength(value); i++) {
                items.add(Array.get(value, i));
            }
            return list(items);
        }
        return value.toString();
    }

    private static List<@Nullable Object> list(Collection<? extends @Nullable Object> items) {
        var plain = new ArrayList<@Nullable Object>();
        items.forEach(item -> plain.add(item == null ? null : plain(item)));
        return plain;
    }
}
