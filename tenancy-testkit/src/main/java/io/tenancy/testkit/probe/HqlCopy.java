package io.tenancy.testkit.probe;

import io.tenancy.testkit.probe.model.EntityModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.metamodel.mapping.AttributeMapping;

/** An insert-select of one row by HQL, for the own tenant. */
record HqlCopy(EntityModel entity) {

    String hql() {
        String name = entity.persister().getImportedName();
        var attributes = attributes();
        var id = findGivenId().map(attribute -> attribute + ", ").orElse("");
        return "insert into " + name + " (" + id + entity.tenant().getAttributeName() + ", "
                + attributes.stream().map(AttributeMapping::getAttributeName).collect(Collectors.joining(", "))
                + ") select " + (id.isEmpty() ? "" : ":newId, ") + ":tenant, "
                + attributes.stream().map(this::value).collect(Collectors.joining(", "))
                + " from " + name + " e where id(e) = :id";
    }

    /** Hibernate wants to be given what it would make in Java; any other id is left to its generator. */
    Optional<String> findGivenId() {
        var persister = entity.persister();
        return persister.getIdentifierType().getReturnedClass() == UUID.class
                ? Optional.ofNullable(persister.getIdentifierPropertyName())
                : Optional.empty();
    }

    private List<AttributeMapping> attributes() {
        var persister = entity.persister();
        return IntStream.range(0, persister.getNumberOfAttributeMappings())
                .filter(index -> !persister.isVersioned() || index != persister.getVersionPropertyIndex())
                .mapToObj(persister::getAttributeMapping)
                .filter(attribute -> !attribute.equals(entity.tenant()) && !attribute.isPluralAttributeMapping())
                .filter(attribute -> attribute.getAttributeMetadata().isInsertable())
                .toList();
    }

    /** A natural id is unique, so a copy needs another one. */
    private String value(AttributeMapping attribute) {
        String path = "e." + attribute.getAttributeName();
        boolean isText = attribute.getJavaType().getJavaTypeClass() == String.class;
        return isNatural(attribute) && isText ? "concat(" + path + ", '~')" : path;
    }

    private boolean isNatural(AttributeMapping attribute) {
        var persister = entity.persister();
        return persister.hasNaturalIdentifier()
                && Arrays.stream(persister.getNaturalIdentifierProperties())
                        .anyMatch(index -> persister.getAttributeMapping(index).equals(attribute));
    }
}
