package io.ghostworks.api.member;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ghostworks.Members;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.api.web.Authentication;
import io.ghostworks.api.web.JsonBody;
import io.ghostworks.api.web.PathParameters;
import io.ghostworks.api.web.Paths;
import io.ghostworks.api.web.QueryParameters;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.MemberChange;
import io.ghostworks.tenant.Role;
import io.ghostworks.value.Violations;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The members of a workspace. */
public final class MemberRoutes {

    private static final String ALL = Paths.WORKSPACE + "/members";
    private static final String ONE = ALL + "/{member}";

    private final Members members;
    private final Authentication authentication;

    public MemberRoutes(Members members, Authentication authentication) {
        this.members = members;
        this.authentication = authentication;
    }

    public void addTo(RoutesConfig routes) {
        routes.get(ALL, authentication.required(this::list));
        routes.post(ALL, authentication.required(this::add));
        routes.patch(ONE, authentication.required(this::update));
        routes.delete(ONE, authentication.required(this::remove));
    }

    private void list(Context context, Caller caller) {
        QueryParameters.none(context);
        List<MemberView> items = members.list(caller, PathParameters.workspace(context)).stream()
                .map(MemberView::of)
                .toList();
        context.json(Map.of("items", items));
    }

    private void add(Context context, Caller caller) {
        JsonBody body = JsonBody.of(context, "email", "role");
        String email = body.text("email");
        String role = body.text("role");
        Candidate candidate = body.to(() -> Candidate.of(email == null ? "" : email, role == null ? "" : role));
        Member member = members.add(caller, PathParameters.workspace(context), candidate.email(), candidate.role());
        context.status(201).json(MemberView.of(member));
    }

    private void update(Context context, Caller caller) {
        JsonBody body = JsonBody.ofPatch(context, "role", "is_active");
        String role = body.text("role");
        Boolean active = body.truth("is_active");
        body.refuseNull("role");
        body.refuseNull("is_active");
        MemberChange change =
                body.to(() -> new MemberChange(Optional.ofNullable(role).map(Role::of), Optional.ofNullable(active)));
        Member member =
                members.update(caller, PathParameters.workspace(context), PathParameters.member(context), change);
        context.json(MemberView.of(member));
    }

    private void remove(Context context, Caller caller) {
        QueryParameters.none(context);
        members.remove(caller, PathParameters.workspace(context), PathParameters.member(context));
        context.status(204);
    }

    /** Who is to become a member, as what. */
    private record Candidate(Email email, Role role) {

        static Candidate of(String email, String role) {
            Violations violations = new Violations();
            Email checkedEmail = violations.check(() -> new Email(email));
            Role checkedRole = violations.check(() -> Role.of(role));
            violations.throwIfAny();
            return new Candidate(Objects.requireNonNull(checkedEmail), Objects.requireNonNull(checkedRole));
        }
    }

    /** A member as JSON. */
    private record MemberView(
            UUID userId,
            String email,
            Optional<String> firstName,
            Optional<String> lastName,
            String role,
            @JsonProperty("is_active") boolean isActive,
            Instant createdAt) {

        static MemberView of(Member member) {
            return new MemberView(
                    member.user().value(),
                    member.email().value(),
                    member.firstName(),
                    member.lastName(),
                    member.role().text(),
                    member.isActive(),
                    member.createdAt());
        }
    }
}
