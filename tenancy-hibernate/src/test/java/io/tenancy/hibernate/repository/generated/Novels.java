package io.tenancy.hibernate.repository.generated;

import jakarta.data.page.CursoredPage;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.Delete;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.util.List;
import java.util.Optional;

/** A repository of Jakarta Data, which Hibernate's annotation processor writes. */
@Repository
interface Novels {

    @Find
    Optional<Novel> find(String isbn);

    @Find
    @OrderBy("title")
    @OrderBy("isbn")
    CursoredPage<Novel> all(PageRequest request);

    @Query("where title like :pattern order by title")
    List<Novel> titled(String pattern);

    @Insert
    void insert(Novel novel);

    @Update
    void update(Novel novel);

    @Delete
    void delete(Novel novel);
}
