package io.tenancy.example.publishing.sample;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** A CSV file with a header line, on the class path below {@code /data}. */
record CsvFile(String publisher, String name) {

    <T> List<T> read(Function<NamedCsvRecord, T> row) {
        String path = "/data/" + publisher + "/" + name + ".csv";
        try (var stream = CsvFile.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalArgumentException(
                        "Sample data of '" + publisher + "' not found: expected " + path + " on the class path.");
            }
            var text = new InputStreamReader(stream, StandardCharsets.UTF_8);
            try (var csv = CsvReader.builder().ofNamedCsvRecord(text)) {
                return csv.stream().map(row).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
