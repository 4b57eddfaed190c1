package io.tenancy.postgres.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.postgres.schema.QualifiedName;
import org.junit.jupiter.api.Test;

class LiveIndexesTests {

    private static final TenantColumn TENANT = TenantColumn.text("tenant_id");

    @Test
    void holdsAmongLivingRows() {
        String script = LiveIndexes.of(QualifiedName.of("app", "topic"), TENANT)
                .withUnique("slug")
                .withIndex("title")
                .ddl()
                .script();
        assertThat(script.lines())
                .hasSize(5)
                .anyMatch(line -> line.matches("create unique index if not exists \"topic_slug_live_\\w+\" on"
                        + " \"app\".\"topic\" \\(\"tenant_id\", \"slug\"\\) where \"deleted_at\" is null;"))
                .anyMatch(line -> line.matches("create index if not exists \"topic_title_live_\\w+\" on"
                        + " \"app\".\"topic\" \\(\"tenant_id\", \"title\"\\) where \"deleted_at\" is null;"))
                .anyMatch(line ->
                        line.endsWith("(\"tenant_id\", \"delete_operation\") where \"deleted_at\" is not null;"))
                .anyMatch(line -> line.endsWith("(\"tenant_id\", \"deleted_at\") where \"deleted_at\" is not null;"));
    }

    @Test
    void refusesNoColumn() {
        assertThatIllegalArgumentException().isThrownBy(() -> LiveIndexes.of(QualifiedName.of("app", "topic"), TENANT)
                .withUnique());
    }
}
