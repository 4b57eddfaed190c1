package io.tenancy.example.saas.publishing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

/** The publisher's posts. */
public interface Posts extends JpaRepository<Post, UUID> {

    @EntityGraph(attributePaths = {"author", "tags"})
    Optional<Post> findWithTagsById(UUID id);

    @EntityGraph(attributePaths = "author")
    List<Post> findByTitleContainingIgnoreCaseOrderByCreatedAtDesc(String text, Limit limit);

    long countByStatus(PostStatus status);
}
