package shop;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface Customers extends JpaRepository<Customer, UUID> {

    Optional<Customer> findByEmail(String email);

    @Query("select c from Customer c where lower(c.name) like lower(concat('%', :part, '%')) order by c.name")
    List<Customer> search(String part);

    @Query(value = "select * from customer order by name", nativeQuery = true)
    List<Customer> allByNativeSql();

    Page<Customer> findByNameStartingWith(String prefix, Pageable page);

    long deleteByEmail(String email);
}
