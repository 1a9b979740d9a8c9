package io.ghostworks.api.web;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.UserId;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenant.InvitationId;
import io.ghostworks.tenant.TenantId;
import io.javalin.http.Context;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The ids in a path. A malformed id is answered like an unknown one. */
public final class PathParameters {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private PathParameters() {}

    public static TenantId workspace(Context context) {
        TenantId tenant = id(context, "workspace", TenantId::new);
        LogContext.tenant(tenant);
        return tenant;
    }

    public static ArtifactId artifact(Context context) {
        return id(context, "artifact", ArtifactId::new);
    }

    public static UserId member(Context context) {
        return id(context, "member", UserId::new);
    }

    public static InvitationId invitation(Context context) {
        return id(context, "invitation", InvitationId::new);
    }

    public static ApiKeyId apiKey(Context context) {
        return id(context, "api_key", ApiKeyId::new);
    }

    public static SessionId session(Context context) {
        return id(context, "session", SessionId::new);
    }

    /** @throws IllegalArgumentException unless it is one in its full form, which the JDK does not insist on */
    public static UUID uuid(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a UUID");
        }
        return UUID.fromString(text);
    }

    private static <T> T id(Context context, String what, Function<UUID, T> type) {
        String text = context.pathParam(what);
        try {
            return type.apply(uuid(text));
        } catch (IllegalArgumentException | Invalid noId) {
            throw new NotFound(what);
        }
    }
}
