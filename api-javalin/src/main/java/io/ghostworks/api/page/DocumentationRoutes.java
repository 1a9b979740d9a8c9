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

    /** What the page is made of: its name there, and where it is on the class path. */
    private static final Map<String, String> ASSETS = Map.of(
            "scalar.js", "/META-INF/resources/webjars/scalar/scalar.js",
            "start.js", "/docs/start.js",
            "page.css", "/docs/page.css");

    private final Map<String, String> demo;

    /** @param demo the email and password that the page fills in; empty for none */
    public DocumentationRoutes(Map<String, String> demo) {
        this.demo = Map.copyOf(demo);
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/", context -> page(context, "/docs/welcome.html"));
        routes.get("/openapi.json", context -> send(context, "/openapi.json", "application/json"));
        routes.get("/docs", context -> page(context, "/docs/index.html"));
        routes.get("/docs/demo.json", context -> context.json(demo));
        routes.get("/docs/{asset}", DocumentationRoutes::asset);
    }

    private static void asset(Context context) {
        String name = context.pathParam("asset");
        String resource = ASSETS.get(name);
        if (resource == null) {
            throw new NotFound("page");
        }
        send(context, resource, name.endsWith(".css") ? "text/css" : "text/javascript");
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
