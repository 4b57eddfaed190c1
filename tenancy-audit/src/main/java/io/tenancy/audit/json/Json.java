package io.tenancy.audit.json;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Plain values (maps, lists, texts, numbers, booleans and null) to JSON and back. */
public final class Json {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().rootValueSeparator((String) null).build();

    private Json() {}

    public static String write(@Nullable Object value) {
        var text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, generator);
        }
        return text.toString();
    }

    /** Writes one value after the other, at less than each alone costs. For one thread. */
    public static final class Series implements AutoCloseable {

        private final StringWriter text = new StringWriter(256);
        private final JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text);

        public String write(@Nullable Object value) {
            text.getBuffer().setLength(0);
            Json.write(value, generator);
            generator.flush();
            return text.toString();
        }

        @Override
        public void close() {
            generator.close();
        }
    }

    /** @throws IllegalArgumentException if the value is not plain */
    private static void write(@Nullable Object value, JsonGenerator to) {
        if (value == null) {
            to.writeNull();
        } else if (value instanceof String text) {
            to.writeString(text);
        } else if (value instanceof Boolean bool) {
            to.writeBoolean(bool);
        } else if (value instanceof Number number) {
            writeNumber(number, to);
        } else if (value instanceof Map<?, ?> map) {
            to.writeStartObject();
            map.forEach((name, item) -> {
                to.writeName(String.valueOf(name));
                write(item, to);
            });
            to.writeEndObject();
        } else if (value instanceof List<?> list) {
            to.writeStartArray();
            list.forEach(item -> write(item, to));
            to.writeEndArray();
        } else {
            throw new IllegalArgumentException(
                    "No plain value: " + value.getClass().getName());
        }
    }

    private static void writeNumber(Number number, JsonGenerator to) {
        if (number instanceof BigDecimal decimal) {
            to.writeNumber(decimal);
        } else if (number instanceof BigInteger integer) {
            to.writeNumber(integer);
        } else if (number instanceof Double || number instanceof Float) {
            to.writeNumber(number.toString());
        } else {
            to.writeNumber(number.longValue());
        }
    }

    /** Whole numbers come as {@code Long} or {@code BigInteger}, others as {@code BigDecimal}. */
    public static @Nullable Object read(String json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return read(parser);
        }
    }

    /** @throws IllegalArgumentException if it is not an object */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> readObject(String json) {
        if (read(json) instanceof Map<?, ?> object) {
            return (Map<String, @Nullable Object>) object;
        }
        throw new IllegalArgumentException("No JSON object.");
    }

    private static @Nullable Object read(JsonParser from) {
        JsonToken token = from.currentToken();
        return switch (token) {
            case START_OBJECT -> object(from);
            case START_ARRAY -> array(from);
            case VALUE_STRING -> from.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> whole(from.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> from.getDecimalValue();
            case VALUE_NULL -> null;
            default -> throw new IllegalArgumentException("Unexpected in JSON: " + token);
        };
    }

    private static Number whole(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private static Map<String, @Nullable Object> object(JsonParser from) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        while (from.nextToken() != JsonToken.END_OBJECT) {
            String name = from.currentName();
            from.nextToken();
            object.put(name, read(from));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser from) {
        var array = new ArrayList<@Nullable Object>();
        while (from.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(from));
        }
        return array;
    }
}
