package io.ghostworks.api.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.GhostworksException;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.Invalid.Violation;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.RateLimited;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.error.Unavailable;
import io.ghostworks.error.VersionMismatch;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every error as {@code application/problem+json} (RFC 9457). The only class that knows an error's HTTP status. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPE = "urn:ghostworks:problem:";
    private static final String MALFORMED = "The request cannot be understood.";
    private static final String TOO_LARGE = "The body must be at most 1 MiB.";
    private static final String INTERNAL = "Something went wrong on our side. The request id names it.";
    private static final int LOGGED_PATH = 200;
    private static final Duration RETRY = Duration.ofSeconds(1);

    public void addTo(RoutesConfig routes) {
        routes.exception(GhostworksException.class, Problems::answer);
        routes.exception(MalformedRequest.class, Problems::malformed);
        routes.exception(NotAcceptable.class, Problems::notAcceptable);
        routes.exception(UnsupportedMedia.class, Problems::unsupported);
        routes.exception(HttpResponseException.class, Problems::http);
        routes.exception(IOException.class, Problems::unreadable);
        routes.exception(CallerGone.class, (gone, context) -> unreadable(gone.getCause(), context));
        routes.exception(Exception.class, Problems::internal);
    }

    private static void answer(GhostworksException problem, Context context) {
        switch (problem) {
            case Unauthenticated unauthenticated -> context.header("WWW-Authenticate", "Bearer");
            case RateLimited limited -> retryAfter(context, limited.retryAfter());
            case Unavailable unavailable -> {
                LOG.warn("{} {}", RequestId.of(context), causes(unavailable));
                retryAfter(context, RETRY);
            }
            case Conflict c -> {}
            case Forbidden f -> {}
            case Invalid i -> {}
            case NotFound n -> {}
            case VersionMismatch v -> {}
        }
        List<Violation> violations = problem instanceof Invalid invalid ? invalid.violations() : List.of();
        write(context, status(problem), problem.code(), String.valueOf(problem.getMessage()), violations);
    }

    public static int status(GhostworksException problem) {
        return switch (problem) {
            case Unauthenticated u -> 401;
            case Forbidden f -> 403;
            case NotFound n -> 404;
            case Conflict c -> 409;
            case VersionMismatch v -> 412;
            case Invalid i -> 422;
            case RateLimited r -> 429;
            case Unavailable u -> 503;
        };
    }

    /** @param members further members of the problem (RFC 9457, section 3.2), {@code errors} included */
    public static void invalid(Context context, String detail, Object members) {
        int status = 422;
        context.status(status);
        context.json(
                new ExtendedProblem(problem(status, "invalid", detail, RequestId.of(context), List.of()), members));
        context.contentType(MEDIA_TYPE);
    }

    private static void malformed(MalformedRequest problem, Context context) {
        write(context, 400, "malformed_request", String.valueOf(problem.getMessage()), problem.violations());
    }

    private static void notAcceptable(NotAcceptable problem, Context context) {
        write(context, 406, "not_acceptable", String.valueOf(problem.getMessage()), List.of());
    }

    private static void unsupported(UnsupportedMedia problem, Context context) {
        if (problem.isCoding()) {
            context.header("Accept-Encoding", "identity");
        }
        write(context, 415, "unsupported_media_type", String.valueOf(problem.getMessage()), List.of());
    }

    private static void http(HttpResponseException problem, Context context) {
        int status = problem.getStatus();
        switch (status) {
            case 404 -> write(context, 404, "not_found", "There is no such resource.", List.of());
            case 405 -> {
                // Javalin's name for them depends on Accept, and there is no other detail. Edge answers HEAD as GET.
                String allowed = String.join(", ", problem.getDetails().values());
                context.header("Allow", allowed.replaceFirst("\\bGET\\b", "GET, HEAD"));
                write(context, 405, "method_not_allowed", "This resource has no such method.", List.of());
            }
            case 413 -> write(context, 413, "too_large", TOO_LARGE, List.of());
            default -> {
                if (status >= 500) {
                    internal(problem, context);
                } else {
                    write(context, 400, "malformed_request", MALFORMED, List.of());
                }
            }
        }
    }

    /** A body that breaks off, or is not framed as HTTP asks for. Where the caller is gone, nobody reads this. */
    private static void unreadable(IOException problem, Context context) {
        LOG.debug("{} {}", RequestId.of(context), problem.toString());
        write(context, 400, "malformed_request", MALFORMED, List.of());
    }

    private static void internal(Exception problem, Context context) {
        LOG.error("{} {} {}", RequestId.of(context), context.method(), shortened(context.path()), problem);
        write(context, 500, "internal", INTERNAL, List.of());
    }

    /** What a stack overflow and its like become, with no context to write to any more. */
    public static void fatal(HttpServletResponse response, Error problem) {
        String requestId = String.valueOf(response.getHeader(RequestId.HEADER));
        LOG.error("{}", requestId, problem);
        response.setStatus(500);
        response.setContentType(MEDIA_TYPE);
        try {
            response.getOutputStream().write(refusal(500, requestId));
        } catch (IOException gone) {
            LOG.debug("{} the caller went away", requestId, gone);
        }
    }

    /** The status of ours that comes nearest to one of Jetty's. */
    public static int statusOfRefusal(int status) {
        return switch (status) {
            case 413, 503 -> status;
            case 505 -> 400;
            default -> status >= 500 ? 500 : 400;
        };
    }

    /** The seconds after which such a refusal may be over. */
    public static OptionalLong retryAfter(int status) {
        return status == 503 ? OptionalLong.of(RETRY.toSeconds()) : OptionalLong.empty();
    }

    /** The body of an error that no route had a part in. */
    public static byte[] refusal(int status, String requestId) {
        Problem problem = switch (status) {
            case 500 -> problem(500, "internal", INTERNAL, requestId, List.of());
            case 413 -> problem(413, "too_large", TOO_LARGE, requestId, List.of());
            case 503 -> problem(503, "unavailable", "The server is stopping.", requestId, List.of());
            default -> problem(400, "malformed_request", MALFORMED, requestId, List.of());
        };
        return Json.MAPPER.writeValueAsBytes(problem);
    }

    private static void retryAfter(Context context, Duration wait) {
        context.header("Retry-After", Long.toString(Math.max(1, (wait.toMillis() + 999) / 1000)));
    }

    private static void write(Context context, int status, String code, String detail, List<Violation> violations) {
        context.status(status);
        context.json(problem(status, code, detail, RequestId.of(context), violations));
        context.contentType(MEDIA_TYPE);
    }

    private static Problem problem(
            int status, String code, String detail, String requestId, List<Violation> violations) {
        List<ErrorView> errors = violations.stream()
                .map(violation -> new ErrorView(violation.field(), violation.message()))
                .toList();
        return new Problem(TYPE + code, title(code), status, code, detail, requestId, errors);
    }

    private static String title(String code) {
        String words = code.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A stranger's input must not fill the log. */
    private static String shortened(String path) {
        return path.length() <= LOGGED_PATH ? path : path.substring(0, LOGGED_PATH) + "…";
    }

    private static String causes(Throwable problem) {
        Throwable cause = problem.getCause();
        return problem.getMessage() + (cause == null ? "" : " " + cause.getMessage());
    }

    /** The body of RFC 9457, with our members {@code code}, {@code request_id} and {@code errors}. */
    private record Problem(
            String type,
            String title,
            int status,
            String code,
            String detail,
            String requestId,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ErrorView> errors) {}

    private record ErrorView(String field, String message) {}

    /** @param members in place of the problem's own errors, of which it has none */
    private record ExtendedProblem(
            @JsonUnwrapped Problem problem, @JsonUnwrapped Object members) {}
}
