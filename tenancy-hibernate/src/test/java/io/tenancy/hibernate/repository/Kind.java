package io.tenancy.hibernate.repository;

import io.tenancy.hibernate.housing.Housing;
import java.util.function.Consumer;

/** On which kind of session a repository works. */
enum Kind {
    WITH_STATE {
        @Override
        void as(Housing housing, String tenant, Consumer<Repository<Book, String>> work) {
            housing.as(tenant, session -> work.accept(Repository.of(Book.class, session)));
        }
    },
    WITHOUT_STATE {
        @Override
        void as(Housing housing, String tenant, Consumer<Repository<Book, String>> work) {
            housing.statelessAs(tenant, session -> work.accept(Repository.of(Book.class, session)));
        }
    };

    abstract void as(Housing housing, String tenant, Consumer<Repository<Book, String>> work);
}
