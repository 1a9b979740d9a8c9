package io.ghostworks.cli.transfer;

import io.ghostworks.cli.console.Terminal;
import io.ghostworks.cli.transfer.Remote.ServerAddress;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands share: which server and workspace, who asks, and a problem as one line. */
abstract class ClientTask implements Callable<Integer> {

    private static final String SERVER = "GHOSTWORKS_SERVER";

    final Map<String, String> environment;
    final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Where the server is (default: $$GHOSTWORKS_SERVER, else http://127.0.0.1:8000).")
    private @Nullable String server;

    @Option(names = "--workspace", paramLabel = "SLUG", required = true, description = "The workspace, by its slug.")
    private String workspace = "";

    @Option(names = "--json", description = "Report as one JSON object.")
    private boolean json;

    ClientTask(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.terminal = Terminal.of(environment);
    }

    /** Does the work, and gives the exit code. */
    abstract int run(Remote remote, String workspaceId);

    /** Whatever is wrong without a server. */
    abstract void check();

    /** The line for a user who stops the command by Ctrl-C. */
    abstract String interrupted();

    @Override
    public final Integer call() {
        Thread farewell =
                new Thread(() -> err().println((terminal.err() ? "\n" : "") + "ghostworks: " + interrupted()));
        try {
            check();
            ServerAddress address = ServerAddress.of(Optional.ofNullable(server)
                    .orElseGet(() -> environment.getOrDefault(SERVER, "http://127.0.0.1:8000")));
            try (Remote remote = new Remote(address, Credentials.of(environment, terminal))) {
                String id = remote.workspace(workspace);
                Runtime.getRuntime().addShutdownHook(farewell);
                return run(remote, id);
            }
        } finally {
            forget(farewell);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The JVM is ending: the hook is running.
        }
    }

    boolean asJson() {
        return json;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
