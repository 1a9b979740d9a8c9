package io.ghostworks.api.member;

import io.ghostworks.Invitations;
import io.ghostworks.account.Caller;
import io.ghostworks.account.UserId;
import io.ghostworks.api.web.Authentication;
import io.ghostworks.api.web.JsonBody;
import io.ghostworks.api.web.PathParameters;
import io.ghostworks.api.web.Paths;
import io.ghostworks.api.web.QueryParameters;
import io.ghostworks.tenant.Invitation;
import io.ghostworks.tenant.InvitationId;
import io.ghostworks.tenant.TenantId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The invitations of a workspace. */
public final class InvitationRoutes {

    private static final String ALL = Paths.WORKSPACE + "/invitations";
    private static final String ONE = ALL + "/{invitation}";

    private final Invitations invitations;
    private final Authentication authentication;
    private final AdditionLimit limit;

    public InvitationRoutes(Invitations invitations, Authentication authentication, AdditionLimit limit) {
        this.invitations = invitations;
        this.authentication = authentication;
        this.limit = limit;
    }

    public void addTo(RoutesConfig routes) {
        routes.get(ALL, authentication.inWorkspace(this::list));
        routes.post(ALL, authentication.inWorkspace(this::invite));
        routes.post(ONE + "/resend", authentication.inWorkspace(this::resend));
        routes.delete(ONE, authentication.inWorkspace(this::revoke));
    }

    private void list(Context context, Caller caller) {
        QueryParameters.none(context);
        List<InvitationView> items = invitations.list(caller, PathParameters.workspace(context)).stream()
                .map(InvitationView::of)
                .toList();
        context.json(Map.of("items", items));
    }

    /** The same answer whether or not somebody has the email. */
    private void invite(Context context, Caller caller) {
        Candidate candidate = Candidate.of(JsonBody.of(context, "email", "role"));
        TenantId tenant = PathParameters.workspace(context);
        Invitation invitation = limit.get(
                caller, tenant, () -> invitations.invite(caller, tenant, candidate.email(), candidate.role()));
        context.status(201).json(InvitationView.of(invitation));
    }

    private void resend(Context context, Caller caller) {
        QueryParameters.none(context);
        TenantId tenant = PathParameters.workspace(context);
        InvitationId id = PathParameters.invitation(context);
        limit.run(caller, tenant, () -> invitations.resend(caller, tenant, id));
        context.status(202);
    }

    private void revoke(Context context, Caller caller) {
        QueryParameters.none(context);
        invitations.revoke(caller, PathParameters.workspace(context), PathParameters.invitation(context));
        context.status(204);
    }

    /** An invitation as JSON. */
    private record InvitationView(
            UUID id, String email, String role, Optional<UUID> invitedBy, Instant createdAt, Instant expiresAt) {

        static InvitationView of(Invitation invitation) {
            return new InvitationView(
                    invitation.id().value(),
                    invitation.email().value(),
                    invitation.role().text(),
                    invitation.invitedBy().map(UserId::value),
                    invitation.createdAt(),
                    invitation.expiresAt());
        }
    }
}
