package io.tenancy.hibernate.bulk;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.hibernate.dialect.type.PostgreSQLUUIDJdbcType;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.descriptor.java.BigDecimalJavaType;
import org.hibernate.type.descriptor.java.BooleanJavaType;
import org.hibernate.type.descriptor.java.InstantJavaType;
import org.hibernate.type.descriptor.java.IntegerJavaType;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.java.LongJavaType;
import org.hibernate.type.descriptor.java.ShortJavaType;
import org.hibernate.type.descriptor.java.StringJavaType;
import org.hibernate.type.descriptor.java.UUIDJavaType;
import org.hibernate.type.descriptor.jdbc.BigIntJdbcType;
import org.hibernate.type.descriptor.jdbc.BooleanJdbcType;
import org.hibernate.type.descriptor.jdbc.IntegerJdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.NumericJdbcType;
import org.hibernate.type.descriptor.jdbc.SmallIntJdbcType;
import org.hibernate.type.descriptor.jdbc.TimestampUtcAsJdbcTimestampJdbcType;
import org.hibernate.type.descriptor.jdbc.TimestampUtcAsOffsetDateTimeJdbcType;
import org.hibernate.type.descriptor.jdbc.UUIDJdbcType;
import org.hibernate.type.descriptor.jdbc.VarcharJdbcType;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * Values of a column as the text that PostgreSQL reads. Hibernate's own binders say what the driver would get, so that enums, times
 * zones, JSON and converters are as in any other statement. For use by one thread.
 */
final class ColumnText {

    /** Where Hibernate's binder gives the driver what it gets, so that there is no need to ask it for every value. */
    private static final Map<Class<? extends JdbcType>, Class<? extends JavaType<?>>> PLAIN = Map.ofEntries(
            Map.entry(VarcharJdbcType.class, StringJavaType.class),
            Map.entry(SmallIntJdbcType.class, ShortJavaType.class),
            Map.entry(IntegerJdbcType.class, IntegerJavaType.class),
            Map.entry(BigIntJdbcType.class, LongJavaType.class),
            Map.entry(NumericJdbcType.class, BigDecimalJavaType.class),
            Map.entry(BooleanJdbcType.class, BooleanJavaType.class),
            Map.entry(UUIDJdbcType.class, UUIDJavaType.class),
            Map.entry(PostgreSQLUUIDJdbcType.class, UUIDJavaType.class),
            Map.entry(TimestampUtcAsJdbcTimestampJdbcType.class, InstantJavaType.class),
            Map.entry(TimestampUtcAsOffsetDateTimeJdbcType.class, InstantJavaType.class));

    private final JdbcMapping mapping;
    private final boolean plain;
    private final SharedSessionContractImplementor session;
    private final Setter setter = new Setter();
    private final PreparedStatement statement = (PreparedStatement)
            Proxy.newProxyInstance(ColumnText.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, setter);

    /** Keeps what a binder sets. */
    private static final class Setter implements InvocationHandler {

        private @Nullable Object value;
        private @Nullable Calendar zone;

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) {
            String name = method.getName();
            if (!name.startsWith("set") || arguments.length < 2) {
                throw new UnsupportedOperationException("A type that calls PreparedStatement." + name
                        + " cannot be written in bulk. Use Hibernate's batches for this entity.");
            }
            value = name.equals("setNull") ? null : arguments[1];
            zone = arguments.length > 2 && arguments[2] instanceof Calendar calendar ? calendar : null;
            return null;
        }
    }

    ColumnText(JdbcMapping mapping, SharedSessionContractImplementor session) {
        this.mapping = mapping;
        this.plain = PLAIN.get(mapping.getJdbcType().getClass())
                == mapping.getJdbcJavaType().getClass();
        this.session = session;
    }

    @SuppressWarnings("unchecked") // Mapping and value come from the same attribute.
    @Nullable
    String of(@Nullable Object value) throws SQLException {
        if (value == null || plain) {
            return value == null ? null : text(value, null);
        }
        mapping.getJdbcValueBinder().bind(statement, value, 1, session);
        return setter.value == null ? null : text(setter.value, setter.zone);
    }

    private static @Nullable String text(Object value, @Nullable Calendar zone) {
        if (value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof UUID
                || value instanceof Character
                || value instanceof Array) {
            return value.toString();
        } else if (value instanceof PGobject object) {
            return object.getValue();
        } else if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        return time(value, zone);
    }

    private static String time(Object value, @Nullable Calendar zone) {
        if (value instanceof OffsetDateTime time) {
            return isUsual(time.getYear()) ? time.toString() : dated(time.toLocalDate(), "T" + time.toOffsetTime());
        } else if (value instanceof Instant instant) {
            return time(instant.atOffset(ZoneOffset.UTC), null);
        } else if (value instanceof LocalDateTime time) {
            return dated(time.toLocalDate(), "T" + time.toLocalTime());
        } else if (value instanceof LocalDate date) {
            return dated(date, "");
        } else if (value instanceof Timestamp timestamp) {
            return zone == null
                    ? time(timestamp.toLocalDateTime(), null)
                    : time(
                            timestamp
                                    .toInstant()
                                    .atZone(zone.getTimeZone().toZoneId())
                                    .toOffsetDateTime(),
                            null);
        } else if (value instanceof Date date) {
            return zone == null
                    ? time(date.toLocalDate(), null)
                    : time(
                            Instant.ofEpochMilli(date.getTime())
                                    .atZone(zone.getTimeZone().toZoneId())
                                    .toLocalDate(),
                            null);
        } else if (value instanceof Time time) {
            return zone == null
                    ? time.toLocalTime().toString()
                    : Instant.ofEpochMilli(time.getTime())
                            .atZone(zone.getTimeZone().toZoneId())
                            .toLocalTime()
                            .toString();
        } else if (value instanceof LocalTime || value instanceof OffsetTime) {
            return value.toString();
        }
        throw new UnsupportedOperationException("A value of " + value.getClass().getName()
                + " cannot be written in bulk. Use Hibernate's batches for this entity.");
    }

    private static boolean isUsual(int year) {
        return year >= 1 && year <= 9999;
    }

    /** PostgreSQL writes years before Christ, and far ones, in another way than Java. */
    private static String dated(LocalDate date, String rest) {
        int year = date.getYear();
        if (isUsual(year)) {
            return date + rest;
        }
        int ofEra = year > 0 ? year : 1 - year;
        return "%04d-%02d-%02d%s%s"
                .formatted(ofEra, date.getMonthValue(), date.getDayOfMonth(), rest, year > 0 ? "" : " BC");
    }
}
