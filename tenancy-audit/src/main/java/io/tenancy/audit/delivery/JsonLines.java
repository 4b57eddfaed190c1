package io.tenancy.audit.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Appends events to a file, one line of JSON each, and forces each batch to the disk before it counts as delivered. A batch
 * that fails leaves nothing in the file, and half a line that a crash left is cut off when the file is opened. For one
 * writer at a time.
 */
public final class JsonLines implements Sink, AutoCloseable {

    private static final int STEP = 4096;

    private final FileChannel file;

    private JsonLines(FileChannel file) {
        this.file = file;
    }

    /** Opens the file, or makes it. */
    public static JsonLines appendingTo(Path path) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            file.truncate(endOfLines(file));
            file.position(file.size());
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        return new JsonLines(file);
    }

    @Override
    public void accept(List<Delivered> events, int repeated) throws IOException {
        long start = file.position();
        var lines = new StringBuilder();
        events.forEach(event -> lines.append(event.json()).append('\n'));
        try {
            for (ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString()); bytes.hasRemaining(); ) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException e) {
            file.truncate(start);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static long endOfLines(FileChannel file) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(STEP);
        for (long end = file.size(); end > 0; end -= Math.min(end, STEP)) {
            long start = end - Math.min(end, STEP);
            part.clear().limit((int) (end - start));
            for (long at = start; part.hasRemaining(); at += file.read(part, at)) {}
            for (int i = (int) (end - start) - 1; i >= 0; i--) {
                if (part.get(i) == '\n') {
                    return start + i + 1;
                }
            }
        }
        return 0;
    }
}
