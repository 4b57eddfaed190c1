package io.tenancy.postgres.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.postgres.schema.QualifiedName;
import io.tenancy.postgres.wall.CompositeKeys.OnDelete;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompositeKeysTests {

    private static final QualifiedName AUTHOR = QualifiedName.of("data", "author");

    private final CompositeKeys keys = CompositeKeys.of(TenantColumn.text("tenant_id"));

    @Test
    void leadWithTheTenant() {
        assertThat(keys.primaryKey("id")).isEqualTo("primary key (\"tenant_id\", \"id\")");
        assertThat(keys.unique("first", "last")).isEqualTo("unique (\"tenant_id\", \"first\", \"last\")");
        assertThat(keys.foreignKey("author_id", AUTHOR, "id", OnDelete.REFUSE))
                .isEqualTo("foreign key (\"tenant_id\", \"author_id\")"
                        + " references \"data\".\"author\" (\"tenant_id\", \"id\")");
    }

    @Test
    void setNullNeverEmptiesTheTenant() {
        assertThat(keys.foreignKey("author_id", AUTHOR, "id", OnDelete.SET_NULL))
                .endsWith(" on delete set null (\"author_id\")");
        assertThat(keys.foreignKey(List.of("a", "b"), AUTHOR, List.of("x", "y"), OnDelete.SET_NULL))
                .isEqualTo("foreign key (\"tenant_id\", \"a\", \"b\")"
                        + " references \"data\".\"author\" (\"tenant_id\", \"x\", \"y\")"
                        + " on delete set null (\"a\", \"b\")");
        assertThat(keys.foreignKey("author_id", AUTHOR, "id", OnDelete.CASCADE)).endsWith(" on delete cascade");
    }

    @Test
    void refuseColumnsThatDoNotPairUp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.foreignKey(List.of("a"), AUTHOR, List.of("x", "y"), OnDelete.CASCADE))
                .withMessageContaining("data.author");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.foreignKey(List.of(), AUTHOR, List.of(), OnDelete.CASCADE));
    }
}
