package shop;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

public interface Customers extends JpaRepository<Customer, UUID>, JpaSpecificationExecutor<Customer> {

    interface Named {
        String getName();
    }

    Optional<Customer> findByEmail(String email);

    @Query("select c from Customer c where lower(c.name) like lower(concat('%', :part, '%')) order by c.name")
    List<Customer> search(String part);

    @Query(value = "select * from customer order by name", nativeQuery = true)
    List<Customer> allByNativeSql();

    @Query(
            value = "select * from customer where email = :email",
            countQuery = "select count(*) from customer where email = :email",
            nativeQuery = true)
    Page<Customer> pageByNativeSql(String email, Pageable page);

    Page<Customer> findByNameStartingWith(String prefix, Pageable page);

    Slice<Customer> findByEmailStartingWith(String prefix, Pageable page);

    Window<Customer> findByEmailOrderByNameAscIdAsc(String email, ScrollPosition position, Limit limit);

    List<Named> findNamedByEmail(String email);

    long countByName(String name);

    boolean existsByName(String name);

    @Transactional
    long deleteByEmail(String email);

    @Transactional
    long deleteByName(String name);

    @Transactional
    @Modifying
    @Query("update Customer c set c.name = 'renamed' where c.id = :id")
    int rename(UUID id);

    @Transactional
    @Modifying
    @Query("delete from Customer c where c.id = :id")
    int remove(UUID id);

    @Transactional
    @Modifying
    @Query(value = "update customer set name = 'renamed' where id = :id", nativeQuery = true)
    int renameByNativeSql(UUID id);

    @Transactional
    @Modifying
    @Query(value = "delete from customer where id = :id", nativeQuery = true)
    int removeByNativeSql(UUID id);
}
