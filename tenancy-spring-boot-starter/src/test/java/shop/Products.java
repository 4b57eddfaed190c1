package shop;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface Products extends JpaRepository<Product, UUID> {

    @EntityGraph(attributePaths = "categories")
    List<Product> findByCategoriesName(String category);

    @Query("select p from Product p join p.categories c where c.id = :category")
    List<Product> in(UUID category);
}
