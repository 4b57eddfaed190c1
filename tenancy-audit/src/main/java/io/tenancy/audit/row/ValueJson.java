package io.tenancy.audit.row;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.sql.Template;
import org.hibernate.type.AnyType;
import org.hibernate.type.BasicPluralType;
import org.hibernate.type.BasicType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.Type;

/**
 * What columns hold, in SQL, so that {@code to_json} of it is what {@link io.tenancy.audit.model.PlainValue} makes of the
 * attribute. Immutable.
 *
 * @param sql from the name of the row
 * @param exact whether its text is the one that Java has, so that it has the same digest
 * @param document whether it is JSON, which columns of that type cannot be compared as
 */
record ValueJson(UnaryOperator<String> sql, boolean exact, boolean document) {

    private static final Set<Class<?>> AS_TEXT =
            Set.of(String.class, Character.class, UUID.class, Year.class, Currency.class);

    private static final Set<Class<?>> NUMBERS = Set.of(
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            BigInteger.class,
            BigDecimal.class,
            Float.class,
            Double.class);

    private static final Set<Class<?>> MOMENTS = Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class);

    private static final Set<Integer> MOMENT_CODES =
            Set.of(SqlTypes.INSTANT, SqlTypes.TIMESTAMP_UTC, SqlTypes.TIMESTAMP_WITH_TIMEZONE);

    private static final Set<Integer> LARGE_CODES = Set.of(SqlTypes.BLOB, SqlTypes.CLOB, SqlTypes.NCLOB);

    /** Empty if SQL cannot tell what Java would. */
    static Optional<ValueJson> of(Type type, List<SelectableMapping> columns, SessionFactoryImplementor factory) {
        Iterator<SelectableMapping> rest = columns.iterator();
        return of(type, rest, factory).filter(any -> !rest.hasNext());
    }

    private static Optional<ValueJson> of(
            Type type, Iterator<SelectableMapping> columns, SessionFactoryImplementor factory) {
        if (type instanceof AnyType || !columns.hasNext()) {
            return Optional.empty();
        }
        if (type instanceof EntityType entity) {
            var target = factory.getMappingMetamodel().getEntityDescriptor(entity.getAssociatedEntityName());
            return entity.isReferenceToPrimaryKey()
                    ? of(target.getIdentifierType(), columns, factory)
                    : Optional.empty();
        }
        if (type instanceof CompositeType composite) {
            return parts(composite, columns, factory);
        }
        SelectableMapping column = columns.next();
        return type instanceof BasicType<?> basic && !column.isFormula()
                ? basic(basic).map(made -> made.at(column))
                : Optional.empty();
    }

    /** As Hibernate reads it. */
    private ValueJson at(SelectableMapping mapping) {
        String read = mapping.getCustomReadExpression();
        String column = read == null ? Template.TEMPLATE + "." + mapping.getSelectionExpression() : read;
        return new ValueJson(row -> sql.apply(column.replace(Template.TEMPLATE, row)), exact, document);
    }

    private static Optional<ValueJson> parts(
            CompositeType type, Iterator<SelectableMapping> columns, SessionFactoryImplementor factory) {
        var parts = new ArrayList<ValueJson>();
        for (Type part : type.getSubtypes()) {
            Optional<ValueJson> made = of(part, columns, factory);
            if (made.isEmpty()) {
                return made;
            }
            parts.add(made.orElseThrow());
        }
        String[] names = type.getPropertyNames();
        UnaryOperator<String> sql = row -> {
            var object = new ArrayList<String>();
            var all = new ArrayList<String>();
            for (int i = 0; i < names.length; i++) {
                String value = parts.get(i).sql().apply(row);
                object.add("'" + names[i] + "', " + value);
                all.add(value);
            }
            return "case when num_nonnulls(" + String.join(", ", all) + ") > 0 then json_build_object("
                    + String.join(", ", object) + ") end";
        };
        return Optional.of(new ValueJson(sql, false, false));
    }

    private static Optional<ValueJson> basic(BasicType<?> type) {
        int code = type.getJdbcType().getDefaultSqlTypeCode();
        Class<?> domain = type.getMappedJavaType().getJavaTypeClass();
        Class<?> stored = type.getJdbcJavaType().getJavaTypeClass();
        if (domain.isEnum()) {
            return constants(type, code, domain.getEnumConstants());
        }
        if (LARGE_CODES.contains(code)) {
            boolean locator = Blob.class.isAssignableFrom(domain) || Clob.class.isAssignableFrom(domain);
            return locator
                    ? made("case when %s is not null then json_build_object('large object', true) end", false)
                    : Optional.empty();
        }
        if (code == SqlTypes.JSON && domain != String.class) {
            return Optional.of(new ValueJson("%s::jsonb"::formatted, false, true));
        }
        if (type instanceof BasicPluralType<?, ?> plural) {
            return code == SqlTypes.ARRAY && isPlain(plural.getElementType()) ? made("%s", false) : Optional.empty();
        }
        return scalar(stored, code);
    }

    private static boolean isPlain(BasicType<?> element) {
        Class<?> stored = element.getJdbcJavaType().getJavaTypeClass();
        return element.getValueConverter() == null
                && (NUMBERS.contains(stored) || AS_TEXT.contains(stored) || stored == Boolean.class);
    }

    private static Optional<ValueJson> scalar(Class<?> stored, int code) {
        if (AS_TEXT.contains(stored) && !(stored == UUID.class && code == SqlTypes.BINARY)) {
            return made("%s::text");
        }
        if (NUMBERS.contains(stored)
                || (stored == Boolean.class && (code == SqlTypes.BOOLEAN || code == SqlTypes.BIT))) {
            return made("%s", stored != Float.class && stored != Double.class);
        }
        if (stored == byte[].class) {
            return made("replace(encode(%s, 'base64'), chr(10), '')");
        }
        if (stored == LocalDate.class || stored == java.sql.Date.class) {
            return made("%s::date");
        }
        if (stored == LocalDateTime.class && code == SqlTypes.TIMESTAMP) {
            return made("to_char(%s, 'YYYY-MM-DD\"T\"HH24:MI:SS.US')");
        }
        if (MOMENTS.contains(stored) && MOMENT_CODES.contains(code)) {
            return made("to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
        }
        if (stored == LocalTime.class && code == SqlTypes.TIME) {
            return made("to_char(%s, 'HH24:MI:SS.US')");
        }
        // Of other times only Java knows the zone; of others yet, what their text is.
        return Optional.empty();
    }

    /** Their names, whatever stands for them in the column. */
    private static Optional<ValueJson> constants(BasicType<?> type, int code, Object[] constants) {
        boolean byName = type.getJdbcType().isStringLike() || code == SqlTypes.NAMED_ENUM;
        boolean converted = type.getValueConverter() != null;
        if (!converted && (byName || code == SqlTypes.NAMED_ORDINAL_ENUM)) {
            return made("%s::text");
        }
        var names = new StringBuilder();
        for (int ordinal = 0; ordinal < constants.length; ordinal++) {
            Object stored = converted ? type.convertToRelationalValue(constants[ordinal]) : ordinal;
            if (!(stored instanceof Number || stored instanceof String || stored instanceof Character)) {
                return Optional.empty();
            }
            String literal = stored instanceof Number ? stored.toString() : quoted(stored.toString());
            names.append(" when ").append(literal.replace("%", "%%"));
            names.append(" then '")
                    .append(((Enum<?>) constants[ordinal]).name())
                    .append("'");
        }
        return made("case %s" + names + " end");
    }

    /** What stands in a column of text. */
    String text(String row) {
        return "to_json(" + sql.apply(row) + ") #>> '{}'";
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static Optional<ValueJson> made(String format) {
        return made(format, true);
    }

    private static Optional<ValueJson> made(String format, boolean exact) {
        return Optional.of(new ValueJson(format::formatted, exact, false));
    }
}
