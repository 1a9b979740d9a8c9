package io.ghostworks.api.jetty;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What a request goes through before Javalin sees it. HEAD becomes GET, whose body Jetty then leaves out: Javalin alone
 * would answer 200 to a HEAD of anything, asking for no token. And no header may change the method, as Javalin would let
 * it: a proxy that guards methods looks at the real one. A method that HTTP does not know gets one name for all of them:
 * what comes behind keeps names of methods, in a label of a metric for one, and a stranger can invent more than fit.
 */
public final class Edge extends Handler.Wrapper {

    private static final String END_POINT = "io.ghostworks.end-point";
    /** Those of RFC 9110, section 9.3, and RFC 5789. They compare with case. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE");
    /** As OpenTelemetry's semantic conventions call it. */
    private static final String OTHER = "_OTHER";

    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new Plain(request), new WithoutLengthOfNothing(request, response), callback);
    }

    /**
     * Ends the connection of a request whose answer has begun and cannot go on. Otherwise Javalin would write the error
     * behind what was sent and end it properly, and the caller would take the half for the whole.
     */
    public static void hangUp(HttpServletRequest request) {
        if (request.getAttribute(END_POINT) instanceof EndPoint endPoint) {
            endPoint.close();
        }
    }

    /** The length of an answer without a body is not 0 but that of what is not sent (RFC 9110, section 8.6). */
    private static final class WithoutLengthOfNothing extends Response.Wrapper {

        WithoutLengthOfNothing(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
            if (last && !isCommitted() && getStatus() == 304) {
                getHeaders().remove(HttpHeader.CONTENT_LENGTH);
                // Told at once that this is all, Jetty would add a length of 0.
                super.write(false, null, Callback.from(() -> super.write(true, content, callback), callback::failed));
            } else {
                super.write(last, content, callback);
            }
        }
    }

    private static final class Plain extends Request.Wrapper {

        private final HttpFields headers;

        Plain(Request request) {
            super(request);
            HttpFields given = request.getHeaders();
            this.headers = given.contains(METHOD_OVERRIDE)
                    ? HttpFields.build(given).remove(METHOD_OVERRIDE).asImmutable()
                    : given;
        }

        @Override
        public String getMethod() {
            String method = super.getMethod();
            return HttpMethod.HEAD.is(method) ? HttpMethod.GET.asString() : METHODS.contains(method) ? method : OTHER;
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return name.equals(END_POINT)
                    ? getConnectionMetaData().getConnection().getEndPoint()
                    : super.getAttribute(name);
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
