package io.ghostworks.api.jetty;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.http.HttpFields;
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
 * it: a proxy that guards methods looks at the real one.
 */
public final class Edge extends Handler.Wrapper {

    private static final String END_POINT = "io.ghostworks.end-point";
    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new Plain(request), response, callback);
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
            return HttpMethod.HEAD.is(method) ? HttpMethod.GET.asString() : method;
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
