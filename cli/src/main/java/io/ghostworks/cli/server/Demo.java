package io.ghostworks.cli.server;

import io.ghostworks.ImportLine;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Registration;
import io.ghostworks.api.HttpApi;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.error.Conflict;
import io.ghostworks.tenant.TenantDraft;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.value.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Something to look at: a user, two workspaces, a few hundred artifacts. The same every time; made once. */
final class Demo {

    private static final String EMAIL = "demo@example.com";
    private static final String PASSWORD = "ghostworks-demo";
    /** What the page at /docs fills in. */
    static final HttpApi.DemoLogIn LOG_IN = new HttpApi.DemoLogIn(EMAIL, PASSWORD);

    private static final int ARTIFACTS = 150;
    private static final List<String> KINDS = List.of(
            "Quarterly report",
            "Contract",
            "Invoice",
            "Floor plan",
            "Research note",
            "Press photo",
            "Interview",
            "Budget",
            "Release checklist",
            "Customer survey",
            "Site inspection",
            "Meeting minutes");
    private static final List<String> SUBJECTS = List.of(
            "Harbour Bridge",
            "Northern Lights festival",
            "warehouse in Rotterdam",
            "Café Müller",
            "solar roof",
            "winter collection",
            "river clean-up",
            "city archive",
            "electric ferry",
            "school kitchen",
            "Łódź office",
            "customer portal");
    private static final List<String> TAGS =
            List.of("draft", "final", "legal", "finance", "design", "2025", "2026", "urgent", "public", "internal");

    private final HttpApi.Parts api;
    private final PrintWriter out;
    /** Seeded, so that everybody sees the same demo. */
    private final Random random = new Random(42);

    Demo(HttpApi.Parts api, PrintWriter out) {
        this.api = api;
        this.out = out;
    }

    void prepare() {
        try {
            api.accounts().register(Registration.of(EMAIL, PASSWORD, "Dana", "Demo"));
            Caller.Session caller = logIn();
            fill(caller, workspace(caller, "Acme Archive", "What the people of Acme keep."));
            fill(caller, workspace(caller, "Globex Studio", "Another customer, in the same database."));
        } catch (Conflict made) {
            // The demo of an earlier start.
        }
        out.println("Demo log-in: " + EMAIL + " with password " + PASSWORD);
    }

    private Caller.Session logIn() {
        String token = api.accounts().logIn(EMAIL, PASSWORD).accessToken();
        return api.tokens().read(token, api.clock().instant()).orElseThrow();
    }

    private TenantId workspace(Caller.Session caller, String name, String description) {
        return api.workspaces()
                .create(caller, TenantDraft.of(name, null, description, null))
                .tenant()
                .id();
    }

    private void fill(Caller caller, TenantId tenant) {
        var lines = IntStream.rangeClosed(1, ARTIFACTS)
                .mapToObj(number -> (ImportLine) new ImportLine.Good(number, content()))
                .iterator();
        api.artifacts().importAll(caller, tenant, lines);
    }

    private ArtifactContent content() {
        String kind = any(KINDS);
        String subject = any(SUBJECTS);
        return ArtifactContent.of(
                kind + ": " + subject,
                "The " + kind.toLowerCase(java.util.Locale.ROOT) + " on the " + subject + ", revision "
                        + (1 + random.nextInt(9)) + ".",
                List.of(any(TAGS), any(TAGS)),
                new JsonObject(Map.of("pages", 1 + random.nextInt(80), "language", any(List.of("en", "de", "pl")))));
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
