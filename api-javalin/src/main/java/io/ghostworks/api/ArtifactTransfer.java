package io.ghostworks.api;

import io.ghostworks.Artifacts;
import io.ghostworks.ImportReport;
import io.ghostworks.account.Caller;
import io.ghostworks.tenant.TenantId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Many artifacts at once, as lines of JSON. Streams both ways: memory does not grow with the file. */
final class ArtifactTransfer {

    private final Artifacts artifacts;
    private final Authentication authentication;

    ArtifactTransfer(Artifacts artifacts, Authentication authentication) {
        this.artifacts = artifacts;
        this.authentication = authentication;
    }

    void addTo(RoutesConfig routes) {
        routes.post(ArtifactRoutes.ALL + "/bulk", authentication.required(this::bulk));
        routes.get(ArtifactRoutes.ALL + "/export", authentication.required(this::export));
    }

    private void bulk(Context context, Caller caller) {
        QueryParameters.none(context);
        Negotiation.requireContentType(context, Negotiation.NDJSON);
        TenantId tenant = PathParameters.workspace(context);
        ImportReport report = artifacts.importAll(caller, tenant, new JsonLines(context.bodyInputStream()));
        context.json(new ReportView(
                report.created(),
                report.failed(),
                report.errors().stream()
                        .map(bad -> new LineView(bad.number(), bad.code(), bad.message()))
                        .toList()));
    }

    private void export(Context context, Caller caller) {
        QueryParameters.none(context);
        TenantId tenant = PathParameters.workspace(context);
        ExportStream out = new ExportStream(context);
        artifacts.export(caller, tenant, artifact -> out.write(ArtifactView.of(artifact)));
        out.finish();
    }

    /** What came of an import, as JSON. */
    private record ReportView(long created, long failed, List<LineView> errors) {}

    /** A line that could not be stored. */
    private record LineView(long line, String code, String message) {}

    /** The response, which starts with the first line: until then an error can still be answered as one. */
    private static final class ExportStream {

        private static final int BUFFER = 64 * 1024;

        private final Context context;
        private @org.jspecify.annotations.Nullable OutputStream out;

        ExportStream(Context context) {
            this.context = context;
        }

        void write(ArtifactView artifact) {
            try {
                OutputStream started = started();
                started.write(Json.MAPPER.writeValueAsBytes(artifact));
                started.write('\n');
            } catch (IOException e) {
                throw new CallerGone(e);
            }
        }

        void finish() {
            try {
                started().flush();
            } catch (IOException e) {
                throw new CallerGone(e);
            }
        }

        private OutputStream started() {
            if (out == null) {
                context.contentType(Negotiation.NDJSON);
                out = new BufferedOutputStream(context.outputStream(), BUFFER);
            }
            return out;
        }
    }
}
