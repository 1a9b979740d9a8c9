package io.ghostworks.api.page;

import io.ghostworks.error.NotFound;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The contract as OpenAPI, and a page to read and try it. All of it comes out of the jar. */
public final class DocumentationRoutes {

    /** Kept equal to the version in the parent pom by a test, which asks for every asset. */
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";

    private static final Map<String, String> ASSETS = Map.of(
            "swagger-ui.css", "text/css",
            "swagger-ui-bundle.js", "text/javascript",
            "favicon-32x32.png", "image/png");

    public void addTo(RoutesConfig routes) {
        routes.get("/", context -> page(context, "/docs/welcome.html"));
        routes.get("/openapi.json", context -> send(context, "/openapi.json", "application/json"));
        routes.get("/docs", context -> page(context, "/docs/index.html"));
        routes.get("/docs/start.js", context -> send(context, "/docs/start.js", "text/javascript"));
        routes.get("/docs/{asset}", DocumentationRoutes::asset);
    }

    private static void asset(Context context) {
        String asset = context.pathParam("asset");
        String type = ASSETS.get(asset);
        if (type == null) {
            throw new NotFound("page");
        }
        send(context, SWAGGER_UI + asset, type);
    }

    private static void page(Context context, String resource) {
        byte[] page = read(resource);
        context.header("Content-Security-Policy", PagePolicy.of(page));
        send(context, page, "text/html; charset=utf-8");
    }

    private static void send(Context context, String resource, String type) {
        send(context, read(resource), type);
    }

    /** The same for everybody, so a cache may keep it for a while. */
    private static void send(Context context, byte[] content, String type) {
        context.header("Cache-Control", "public, max-age=300").contentType(type).result(content);
    }

    private static byte[] read(String resource) {
        try (InputStream in = DocumentationRoutes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
