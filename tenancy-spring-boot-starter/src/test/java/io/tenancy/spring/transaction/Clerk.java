package io.tenancy.spring.transaction;

import jakarta.persistence.EntityManager;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** One method for each thing that {@code @Transactional} can say. */
public class Clerk {

    private static final String SETTING = "select current_setting('%s')";

    private final EntityManager entities;
    private final JdbcClient jdbc;

    Clerk(EntityManager entities, JdbcClient jdbc) {
        this.entities = entities;
        this.jdbc = jdbc;
    }

    @Transactional
    public <T> T usually(Supplier<T> work) {
        return work.get();
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public <T> T apart(Supplier<T> work) {
        return work.get();
    }

    @Transactional(isolation = Isolation.READ_UNCOMMITTED)
    public <T> T uncommitted(Supplier<T> work) {
        return work.get();
    }

    @Transactional(isolation = Isolation.READ_COMMITTED)
    public <T> T committed(Supplier<T> work) {
        return work.get();
    }

    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public <T> T repeatable(Supplier<T> work) {
        return work.get();
    }

    @Transactional(isolation = Isolation.SERIALIZABLE)
    public <T> T serializable(Supplier<T> work) {
        return work.get();
    }

    @Transactional(readOnly = true)
    public <T> T reading(Supplier<T> work) {
        return work.get();
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public <T> T readingOnePicture(Supplier<T> work) {
        return work.get();
    }

    @Transactional(timeout = 1)
    public <T> T soon(Supplier<T> work) {
        return work.get();
    }

    /** As JPA and as plain JDBC see it. */
    String setting(String name) {
        String byJpa = (String) entities.createNativeQuery(SETTING.formatted(name), String.class)
                .getSingleResult();
        String byJdbc = jdbc.sql(SETTING.formatted(name)).query(String.class).single();
        return byJpa.equals(byJdbc) ? byJpa : byJpa + " and " + byJdbc;
    }

    Object byJpa(String sql) {
        return entities.createNativeQuery(sql, Object.class).getSingleResult();
    }

    Object byJdbc(String sql) {
        return jdbc.sql(sql).query().singleRow();
    }
}
