package io.tenancy.spring.migration;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DatabaseInitializerDetector;

/** Comes before whatever uses the data: the {@linkplain DatabaseInitializerDetector detector} tells Spring Boot of it. */
final class FleetAtStart implements InitializingBean {

    private final Runnable work;

    FleetAtStart(Runnable work) {
        this.work = work;
    }

    @Override
    public void afterPropertiesSet() {
        work.run();
    }
}
