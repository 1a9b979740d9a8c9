package io.ghostworks.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ghostworks.account.User;
import io.ghostworks.tenant.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user as JSON; with workspaces where somebody asks about themself. */
record UserView(
        UUID id,
        String email,
        Optional<String> firstName,
        Optional<String> lastName,
        @JsonProperty("is_verified") boolean isVerified,
        @JsonProperty("is_active") boolean isActive,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<WorkspaceName> workspaces) {

    static UserView of(User user) {
        return new UserView(
                user.id().value(),
                user.email().value(),
                user.firstName(),
                user.lastName(),
                user.isVerified(),
                user.isActive(),
                user.createdAt(),
                user.updatedAt(),
                null);
    }

    UserView with(List<Workspace> own) {
        List<WorkspaceName> names = own.stream()
                .map(workspace -> new WorkspaceName(
                        workspace.tenant().id().value(),
                        workspace.tenant().name(),
                        workspace.tenant().slug().value(),
                        workspace.role().text()))
                .toList();
        return new UserView(id, email, firstName, lastName, isVerified, isActive, createdAt, updatedAt, names);
    }

    /** A workspace in short. */
    record WorkspaceName(UUID id, String name, String slug, String role) {}
}
