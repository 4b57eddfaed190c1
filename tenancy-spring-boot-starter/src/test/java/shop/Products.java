package shop;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

public interface Products extends JpaRepository<Product, UUID> {

    @EntityGraph(attributePaths = "categories")
    List<Product> findByCategoriesName(String category);
}
