package io.tenancy.example.saas.api;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The tenant has no such thing. Whether another one has it makes no difference to the answer. */
final class AbsentException extends ErrorResponseException {

    AbsentException(String what) {
        super(HttpStatus.NOT_FOUND);
        setDetail("There is no such " + what + ".");
    }
}
