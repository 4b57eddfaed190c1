package io.tenancy.testkit.driver;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of the app. */
final class AppStatement implements Call.Receiver {

    private final AppConnection connection;
    private final Object seenConnection;
    private final @Nullable String prepared;
    private final Object delegate;
    private final @Nullable SharedTransaction target;
    private final List<String> batch = new ArrayList<>();

    /** @param creation the call that made it */
    AppStatement(AppConnection connection, Call creation, Object delegate, @Nullable SharedTransaction target) {
        this.connection = connection;
        this.seenConnection = creation.receiver();
        this.prepared = creation.first(String.class);
        this.delegate = delegate;
        this.target = target;
    }

    @Override
    public @Nullable Object answer(Call call) throws SQLException {
        return switch (call.name()) {
            case "getConnection" -> seenConnection;
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> run(text(call), call);
            case "executeBatch", "executeLargeBatch" -> run(batchText(), call);
            case "addBatch" -> {
                String text = call.first(String.class);
                if (text != null) {
                    batch.add(text);
                }
                yield call.on(delegate);
            }
            case "clearBatch" -> {
                batch.clear();
                yield call.on(delegate);
            }
            default -> call.on(delegate);
        };
    }

    private @Nullable Object run(String text, Call call) throws SQLException {
        return connection.run(text, target, () -> call.on(delegate));
    }

    private String text(Call call) {
        String given = call.first(String.class);
        return given != null ? given : prepared == null ? "" : prepared;
    }

    private String batchText() {
        String all = prepared == null ? String.join(";\n", batch) : prepared;
        batch.clear();
        return all;
    }
}
