package io.tenancy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every public type of the published modules is explained. */
class JavadocTests {

    @Test
    void everyPublicTypeSaysMoreThanItsName() throws IOException {
        List<PublicType> types =
                PublicType.published(Path.of("..").toAbsolutePath().normalize());

        assertThat(types).hasSizeGreaterThan(250);
        assertThat(types).filteredOn(type -> !type.saysMoreThanItsName()).isEmpty();
    }

    @Test
    void findsATypeThatIsNotExplained() {
        assertThat(PublicType.of("p", "import x;\n\npublic record TenantNames(int n) {}"))
                .singleElement()
                .matches(type -> !type.saysMoreThanItsName());
        assertThat(PublicType.of("p", "/** The names of a tenant. */\n@Deprecated\npublic final class TenantName {}"))
                .singleElement()
                .matches(type -> !type.saysMoreThanItsName());
        assertThat(PublicType.of("p", "/** What a tenant is called in logs. */\npublic enum TenantName {}"))
                .singleElement()
                .matches(PublicType::saysMoreThanItsName);
    }
}
