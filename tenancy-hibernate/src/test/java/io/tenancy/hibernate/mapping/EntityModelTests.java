package io.tenancy.hibernate.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.hibernate.blog.Author;
import io.tenancy.hibernate.blog.Country;
import io.tenancy.hibernate.blog.Media;
import io.tenancy.hibernate.blog.Video;
import io.tenancy.hibernate.mapping.shared.Currency;
import io.tenancy.postgres.wall.UnfitTenantIdException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Table;
import java.util.Set;
import java.util.UUID;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.junit.jupiter.api.Test;

class EntityModelTests {

    @Entity
    static class Undeclared {
        @Id
        long id;
    }

    @Entity
    @SharedAcrossTenants
    static class Both {
        @Id
        long id;

        @org.hibernate.annotations.TenantId
        String tenant;
    }

    @Entity
    static class Numbered {
        @Id
        long id;

        @org.hibernate.annotations.TenantId
        Integer tenant;
    }

    @Entity
    static class Primitive {
        @Id
        long id;

        @org.hibernate.annotations.TenantId
        long tenant;
    }

    @Entity
    static class NeverStamped {
        @Id
        long id;

        @org.hibernate.annotations.TenantId
        @Column(insertable = false)
        String tenant;
    }

    @Entity
    @Table(schema = "app")
    static class Pinned {
        @Id
        long id;

        @org.hibernate.annotations.TenantId
        String tenant;
    }

    @Entity
    @Inheritance
    static class Open {
        @Id
        long id;
    }

    @Entity
    static class Closed extends Open {
        @org.hibernate.annotations.TenantId
        String tenant;
    }

    @MappedSuperclass
    static class Owned {
        @org.hibernate.annotations.TenantId
        @Column(name = "customer")
        UUID owner;
    }

    @Entity
    static class Inherits extends Owned {
        @Id
        long id;
    }

    @Entity
    static class Counted {
        @Id
        long id;

        @org.hibernate.annotations.TenantId
        Long tenant;
    }

    @Test
    void everyEntityIsOwnedOrShared() {
        var model = model(Set.of(), Author.class, Media.class, Video.class, Country.class, Currency.class);
        assertThat(model.problems()).isEmpty();
        assertThat(model.idType()).isEqualTo(TenantIdType.STRING);
        assertThat(model.findTenantAttribute(Author.class.getName())).contains("tenant");
        assertThat(model.findTenantAttribute(Video.class.getName())).contains("tenant");
        assertThat(model.findTenantAttribute(Country.class.getName())).isEmpty();
    }

    @Test
    void theAttributeMayComeFromAMappedSuperclass() {
        var model = model(Set.of(), Inherits.class);
        assertThat(model.problems()).isEmpty();
        assertThat(model.findTenantAttribute(Inherits.class.getName())).contains("owner");
        assertThat(model.idType()).isEqualTo(TenantIdType.UUID_VALUE);
        assertThat(model.tenantColumn()).isEqualTo("customer");
    }

    @Test
    void anEntityMayBeDeclaredSharedByItsClass() {
        assertThat(model(Set.of(Undeclared.class), Undeclared.class).problems()).isEmpty();
    }

    @Test
    void reportsEveryProblemAndItsRemedy() {
        assertThat(model(Set.of(String.class), Undeclared.class, Both.class, NeverStamped.class, Pinned.class)
                        .problems())
                .satisfiesExactly(
                        both -> assertThat(both).contains("Both has a @TenantId attribute and is declared shared"),
                        never -> assertThat(never).contains("NeverStamped maps").contains("insertable"),
                        pinned -> assertThat(pinned).contains("Pinned is mapped to a schema"),
                        undeclared -> assertThat(undeclared)
                                .startsWith("Entity " + Undeclared.class.getName() + " has no @TenantId attribute")
                                .contains("expected one of the two")
                                .contains("@SharedAcrossTenants"),
                        string ->
                                assertThat(string).contains("java.lang.String").contains("is no entity"));
    }

    @Test
    void refusesTypesThatCannotHoldATenantsId() {
        assertThat(model(Set.of(), Numbered.class).problems())
                .singleElement()
                .asString()
                .contains("'tenant' of type Integer, expected String, java.util.UUID or java.lang.Long");
        assertThat(model(Set.of(), Primitive.class).problems())
                .singleElement()
                .asString()
                .contains("expected String");
    }

    @Test
    void refusesATenantBelowTheRootOfAHierarchy() {
        assertThat(model(Set.of(), Open.class, Closed.class).problems())
                .singleElement()
                .asString()
                .contains("though a subclass has one");
    }

    @Test
    void anIdentifierIsOfTheAttributesType() {
        var uuid = UUID.randomUUID();
        assertThat(model(Set.of(), Inherits.class).idType().identifierOf(TenantId.of(uuid.toString()), "customer"))
                .isEqualTo(uuid);
        assertThat(model(Set.of(), Counted.class).idType().identifierOf(TenantId.of("42"), "tenant"))
                .isEqualTo(42L);
        assertThat(TenantIdType.STRING.identifierOf(TenantId.of("acme"), "tenant"))
                .isEqualTo("acme");
    }

    @Test
    void refusesAnIdThatDoesNotFitTheColumn() {
        assertThatExceptionOfType(UnfitTenantIdException.class)
                .isThrownBy(() -> TenantIdType.UUID_VALUE.identifierOf(TenantId.of("acme"), "customer"))
                .withMessageContaining("'customer' is uuid");
        assertThatExceptionOfType(UnfitTenantIdException.class)
                .isThrownBy(() -> TenantIdType.LONG.identifierOf(TenantId.of("007"), "tenant"));
    }

    @Test
    void anOperatorsIdentifierIsNoTenants() {
        var server = ServerName.of("main");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> TenantId.of(
                        TenantIdType.STRING.operatorIdentifier(server).toString()));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() ->
                        TenantId.of(TenantIdType.LONG.operatorIdentifier(server).toString()));
        assertThat(TenantIdType.UUID_VALUE.operatorIdentifier(server))
                .isNotEqualTo(TenantIdType.UUID_VALUE.operatorIdentifier(server));
    }

    private static EntityModel model(Set<Class<?>> shared, Class<?>... entities) {
        var registry = new StandardServiceRegistryBuilder()
                .applySetting(JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "PostgreSQL")
                .applySetting(JdbcSettings.ALLOW_METADATA_ON_BOOT, false)
                .build();
        try {
            var metadata =
                    new MetadataSources(registry).addAnnotatedClasses(entities).buildMetadata();
            return EntityModel.of(metadata, EntityDeclarations.ofShared(shared));
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }
}
