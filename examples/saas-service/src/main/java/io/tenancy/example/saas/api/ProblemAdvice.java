package io.tenancy.example.saas.api;

import io.tenancy.hibernate.paging.CursorRefusedException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Problems of the application as in RFC 9457. Those of tenants are answered by the starter. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ProblemDetail handle(OptimisticLockingFailureException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Somebody else was quicker. Read it again.");
    }

    /** The server's message may hold rows. */
    @ExceptionHandler
    ProblemDetail handle(DataIntegrityViolationException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT, "It is taken, in use, or refers to what is not there.");
    }

    @ExceptionHandler
    ProblemDetail handle(CursorRefusedException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The cursor is not one of this list.");
    }
}
