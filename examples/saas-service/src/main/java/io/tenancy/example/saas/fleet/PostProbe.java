package io.tenancy.example.saas.fleet;

import io.tenancy.example.saas.publishing.Post;
import io.tenancy.example.saas.publishing.Posts;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Looks for posts by their ids, for whichever tenant is bound. */
@Component
class PostProbe {

    private static final int SAMPLE = 5;

    private final Posts posts;
    private final EntityManager entities;

    PostProbe(Posts posts, EntityManager entities) {
        this.posts = posts;
        this.entities = entities;
    }

    @Transactional(readOnly = true)
    public List<UUID> sample() {
        return posts.findAll(PageRequest.of(0, SAMPLE)).map(Post::getId).getContent();
    }

    @Transactional(readOnly = true)
    public int foundByHibernate(List<UUID> ids) {
        return posts.findAllById(ids).size();
    }

    @Transactional(readOnly = true)
    public int foundByNativeSql(List<UUID> ids) {
        return ((Number) entities.createNativeQuery("select count(*) from post where id = any(:ids)")
                        .setParameter("ids", ids.toArray(UUID[]::new))
                        .getSingleResult())
                .intValue();
    }
}
