package io.tenancy.testkit.probe.model;

/** Something mapped through which another tenant's rows might be reached. */
public sealed interface Subject permits EntityModel, CollectionModel, ReferenceModel {

    /** Such as {@code Book}, {@code Book.author}. */
    String name();

    /** The entity whose rows are reached for. */
    EntityModel entity();
}
