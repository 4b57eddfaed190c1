package io.tenancy.example.saas.publishing;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The publisher's tags. */
public interface Tags extends JpaRepository<Tag, UUID> {

    List<Tag> findByNameIn(Collection<String> names);

    /** Each tag with the number of posts that have it. */
    @Query(
            "select t.name as name, count(p) as posts from Tag t left join Post p on t member of p.tags group by t.name order by t.name")
    List<Usage> usage();

    /** How much a tag is used. */
    interface Usage {
        String getName();

        long getPosts();
    }
}
