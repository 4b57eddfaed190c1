package io.tenancy.audit.office.archive;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Converts a title that says so once, for the row, and not once more, for the trail. */
@Converter
public class Fussy implements AttributeConverter<String, String> {

    public static final String ONCE = "once";

    private int times;

    @Override
    public String convertToDatabaseColumn(String title) {
        if (ONCE.equals(title) && times++ > 0) {
            throw new IllegalStateException("planted");
        }
        return title;
    }

    @Override
    public String convertToEntityAttribute(String column) {
        return column;
    }
}
