package io.tenancy.example.saas.publishing;

import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

/** The publisher's comments. */
public interface Comments extends JpaRepository<Comment, UUID> {

    @EntityGraph(attributePaths = "author")
    Page<Comment> findByPostId(UUID post, Pageable page);

    void deleteByPostId(UUID post);
}
