package io.ghostworks.api;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What a request goes through before Javalin sees it. HEAD becomes GET, whose body Jetty then leaves out: Javalin alone
 * would answer 200 to a HEAD of anything, asking for no token. And no header may change the method, as Javalin would let
 * it: a proxy that guards methods looks at the real one.
 */
final class Edge extends Handler.Wrapper {

    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new Plain(request), response, callback);
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
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
