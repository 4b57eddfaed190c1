package io.tenancy.example.saas.api;

import io.tenancy.context.TenantContext;
import io.tenancy.example.saas.api.Requests.NewUser;
import io.tenancy.example.saas.api.Views.PageView;
import io.tenancy.example.saas.api.Views.UserView;
import io.tenancy.example.saas.publishing.User;
import io.tenancy.example.saas.publishing.Users;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Users, and who asks. */
@Api
class UserApi {

    private final Users users;

    UserApi(Users users) {
        this.users = users;
    }

    /** Whom the service takes the caller for. */
    @GetMapping("/me")
    Me me() {
        TenantContext context = TenantContext.require("The caller");
        return new Me(
                context.tenant().value(),
                String.valueOf(context.actor() == null ? null : context.actor().name()));
    }

    /** The caller. */
    record Me(String tenant, String user) {}

    @GetMapping("/users")
    @Transactional(readOnly = true)
    PageView<UserView> list(
            @RequestParam(defaultValue = "0") @Min(0) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        var found = users.findAll(PageRequest.of(page, size, Sort.by("name", "id")));
        return new PageView<>(found.map(UserView::of).getContent(), page, size, found.getTotalElements());
    }

    @GetMapping("/users/{id}")
    @Transactional(readOnly = true)
    UserView find(@PathVariable UUID id) {
        return users.findById(id).map(UserView::of).orElseThrow(() -> new AbsentException("user"));
    }

    @PostMapping("/users")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    UserView add(@Valid @RequestBody NewUser user) {
        return UserView.of(users.saveAndFlush(new User(user.name(), user.email(), Instant.now())));
    }
}
