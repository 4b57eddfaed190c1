package io.tenancy.example.saas.demo;

import io.tenancy.example.saas.publishing.Posts;
import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A read that keeps its connection for a while, as one of a large page would. */
@Component
class SlowRead {

    private final Posts posts;
    private final EntityManager entities;

    SlowRead(Posts posts, EntityManager entities) {
        this.posts = posts;
        this.entities = entities;
    }

    @Transactional(readOnly = true)
    public void run() {
        posts.count();
        entities.createNativeQuery("select cast(pg_sleep(0.06) as text)").getResultList();
    }
}
