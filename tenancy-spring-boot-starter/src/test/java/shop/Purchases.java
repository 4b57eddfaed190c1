package shop;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

public interface Purchases extends JpaRepository<Purchase, UUID> {

    long countByCustomerEmail(String email);
}
