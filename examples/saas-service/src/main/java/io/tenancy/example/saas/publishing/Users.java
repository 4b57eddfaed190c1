package io.tenancy.example.saas.publishing;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/** The publisher's users. */
public interface Users extends JpaRepository<User, UUID> {

    Optional<User> findByEmail(String email);
}
