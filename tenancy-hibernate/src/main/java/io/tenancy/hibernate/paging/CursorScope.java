package io.tenancy.hibernate.paging;

import io.tenancy.TenantId;
import io.tenancy.hibernate.paging.CursorRefusedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a cursor holds good for: a tenant, or none if an operator looks, an entity, a sort and a filter. Immutable. */
final class CursorScope {

    private static final int DIGEST = 12;

    private final @Nullable TenantId tenant;
    private final String entity;
    private final List<SortColumn> columns;
    private final byte[] sort;
    private final byte[] filter;

    CursorScope(@Nullable TenantId tenant, String entity, List<SortColumn> columns, String filter) {
        this.tenant = tenant;
        this.entity = entity;
        this.columns = columns;
        this.sort = digest(entity + columns.stream().map(SortColumn::signature).toList());
        this.filter = digest(filter);
    }

    /** The place of a row that has these values in the columns of the sort. */
    String cursor(CursorText cursors, List<? extends @Nullable Object> values) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(tenantText());
            out.write(sort);
            out.write(filter);
            for (int i = 0; i < columns.size(); i++) {
                Object value = values.get(i);
                byte[] text =
                        value == null ? null : columns.get(i).toText(value).getBytes(StandardCharsets.UTF_8);
                out.writeInt(text == null ? -1 : text.length);
                if (text != null) {
                    out.write(text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cursors.write(bytes.toByteArray());
    }

    /** @throws CursorRefusedException if it was not made by {@link #cursor} in the same scope */
    List<@Nullable Object> values(CursorText cursors, String cursor) {
        byte[] content = cursors.read(cursor, this::refusal);
        try (var in = new DataInputStream(new ByteArrayInputStream(content))) {
            require(in.readUTF().equals(tenantText()), Reason.OTHER_TENANT);
            require(Arrays.equals(in.readNBytes(DIGEST), sort), Reason.OTHER_SORT);
            require(Arrays.equals(in.readNBytes(DIGEST), filter), Reason.OTHER_FILTER);
            var values = new @Nullable Object[columns.size()];
            for (int i = 0; i < values.length; i++) {
                int length = in.readInt();
                values[i] = length < 0
                        ? null
                        : columns.get(i).fromText(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            }
            return Arrays.asList(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void require(boolean same, Reason otherwise) {
        if (!same) {
            throw refusal(otherwise);
        }
    }

    private CursorRefusedException refusal(Reason reason) {
        return new CursorRefusedException(reason, entity, tenant);
    }

    /** No tenant's id is empty. */
    private String tenantText() {
        return tenant == null ? "" : tenant.value();
    }

    private static byte[] digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
