package io.tenancy.example.saas.trail;

import io.tenancy.Actor;
import io.tenancy.audit.trail.Trail;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.example.saas.ground.Ground;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens to tenants besides changes of rows goes on their trails: the starter tells each listener. */
@Configuration(proxyBeanMethods = false)
class Trails {

    @Bean
    Trail trail(TenantDirectory directory, Ground ground) {
        return Trail.of(directory, ground::log, Actor.service("publishing"));
    }
}
