package io.ghostworks.api.member;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ghostworks.Members;
import io.ghostworks.account.Caller;
import io.ghostworks.api.web.Authentication;
import io.ghostworks.api.web.JsonBody;
import io.ghostworks.api.web.PathParameters;
import io.ghostworks.api.web.Paths;
import io.ghostworks.api.web.QueryParameters;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.MemberChange;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The members of a workspace. */
public final class MemberRoutes {

    private static final String ALL = Paths.WORKSPACE + "/members";
    private static final String ONE = ALL + "/{member}";

    private final Members members;
    private final Authentication authentication;
    private final AdditionLimit limit;

    public MemberRoutes(Members members, Authentication authentication, AdditionLimit limit) {
        this.members = members;
        this.authentication = authentication;
        this.limit = limit;
    }

    public void addTo(RoutesConfig routes) {
        routes.get(ALL, authentication.inWorkspace(this::list));
        routes.post(ALL, authentication.inWorkspace(this::add));
        routes.patch(ONE, authentication.inWorkspace(this::update));
        routes.delete(ONE, authentication.inWorkspace(this::remove));
    }

    private void list(Context context, Caller caller) {
        QueryParameters.none(context);
        List<MemberView> items = members.list(caller, PathParameters.workspace(context)).stream()
                .map(MemberView::of)
                .toList();
        context.json(Map.of("items", items));
    }

    /** The same answer whether or not somebody has the email. */
    private void add(Context context, Caller caller) {
        Candidate candidate = Candidate.of(JsonBody.of(context, "email", "role"));
        TenantId tenant = PathParameters.workspace(context);
        limit.run(caller, tenant, () -> members.add(caller, tenant, candidate.email(), candidate.role()));
        context.status(202)
                .json(new AdditionView(
                        candidate.email().value(), candidate.role().text()));
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

    /** What was asked for, as JSON. */
    private record AdditionView(String email, String role) {}

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
