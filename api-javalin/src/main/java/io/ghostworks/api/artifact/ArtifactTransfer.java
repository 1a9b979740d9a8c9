package io.ghostworks.api.artifact;

import io.ghostworks.Artifacts;
import io.ghostworks.ImportLine;
import io.ghostworks.ImportReport;
import io.ghostworks.account.Caller;
import io.ghostworks.api.jetty.Edge;
import io.ghostworks.api.web.Authentication;
import io.ghostworks.api.web.CallerGone;
import io.ghostworks.api.web.Json;
import io.ghostworks.api.web.Negotiation;
import io.ghostworks.api.web.PathParameters;
import io.ghostworks.api.web.Problems;
import io.ghostworks.api.web.QueryParameters;
import io.ghostworks.error.Unavailable;
import io.ghostworks.tenant.TenantId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Many artifacts at once, as lines of JSON. Streams both ways: memory does not grow with the file. */
public final class ArtifactTransfer {

    /** Each holds a connection for as long as its caller takes to send the file, and others need some too. */
    private static final int MAX_ATOMIC = 4;

    private final Semaphore atomicImports = new Semaphore(MAX_ATOMIC);
    private final Artifacts artifacts;
    private final Authentication authentication;

    public ArtifactTransfer(Artifacts artifacts, Authentication authentication) {
        this.artifacts = artifacts;
        this.authentication = authentication;
    }

    public void addTo(RoutesConfig routes) {
        routes.post(ArtifactRoutes.ALL + "/bulk", authentication.inWorkspace(this::bulk));
        routes.get(ArtifactRoutes.ALL + "/export", authentication.inWorkspace(this::export));
    }

    private void bulk(Context context, Caller caller) {
        QueryParameters parameters = QueryParameters.of(context, Set.of("atomic", "read_only"), Set.of());
        boolean atomic = parameters.truth("atomic");
        boolean exported = parameters.choice("read_only", "ignore", "refuse");
        Negotiation.requireContentType(context, Negotiation.NDJSON);
        TenantId tenant = PathParameters.workspace(context);
        try (ReadAhead lines = new ReadAhead(new JsonLines(context.bodyInputStream(), exported))) {
            if (atomic) {
                answerAtomic(context, allOrNothing(caller, tenant, lines));
            } else {
                context.json(ImportView.of(artifacts.importAll(caller, tenant, lines)));
            }
        }
    }

    private ImportReport allOrNothing(Caller caller, TenantId tenant, Iterator<ImportLine> lines) {
        if (!atomicImports.tryAcquire()) {
            throw new Unavailable("Too many imports that are all or nothing at once.", null);
        }
        try {
            return artifacts.importAllOrNothing(caller, tenant, lines);
        } finally {
            atomicImports.release();
        }
    }

    private static void answerAtomic(Context context, ImportReport report) {
        if (report.failed() > 0) {
            String lines = report.failed() == 1 ? "A line" : report.failed() + " lines";
            Problems.invalid(context, lines + " cannot be stored, so nothing was.", ImportView.of(report));
        } else {
            context.json(ImportView.of(report));
        }
    }

    private void export(Context context, Caller caller) {
        QueryParameters.none(context);
        TenantId tenant = PathParameters.workspace(context);
        ExportStream out = new ExportStream(context);
        try {
            artifacts.export(caller, tenant, artifact -> out.write(ArtifactView.of(artifact)));
            out.finish();
        } catch (RuntimeException e) {
            out.breakOff();
            throw e;
        }
    }

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

        /** A truncated answer must not look complete. */
        void breakOff() {
            if (out != null) {
                Edge.hangUp(context.req());
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
