package io.tenancy.example.saas.api;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.NestedRuntimeException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What nobody should write: SQL from text of a client, without a word about the tenant. Only the database stands behind it. It is
 * there for the attack script, with {@code saas.careless=true}.
 */
@Api
@ConditionalOnProperty("saas.careless")
class CarelessApi {

    private final EntityManager entities;

    CarelessApi(EntityManager entities) {
        this.entities = entities;
    }

    /** @param title put into the statement as it is */
    @GetMapping("/careless")
    @Transactional
    List<String> search(@RequestParam String title) {
        @SuppressWarnings("unchecked")
        List<Object> found = entities.createNativeQuery(
                        "select tenant_id || ': ' || title from post where title like '%" + title + "%' limit 500")
                .getResultList();
        return found.stream().map(String::valueOf).toList();
    }

    /** As careless as the rest: it tells the client what the database said. */
    @ExceptionHandler({PersistenceException.class, NestedRuntimeException.class})
    ProblemDetail tell(RuntimeException e) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(cause.getMessage()));
    }
}
