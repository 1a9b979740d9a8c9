package io.ghostworks.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A JVM that runs an embedded database, to be killed. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static ChildJvm run(Path directory, boolean ephemeral) throws IOException {
        return new ChildJvm(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString(),
                        Boolean.toString(ephemeral)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Waits for the line. */
    void says(String expected) throws IOException {
        String line = output.readLine();
        if (!expected.equals(line)) {
            throw new IllegalStateException("expected '" + expected + "', and it said '" + line + "'");
        }
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL: nothing of it runs any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM: its shutdown hooks run. */
    void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** What the JVM runs. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println("starting");
            try (var running =
                    new EmbeddedDatabase().start(Path.of(arguments[0]), Boolean.parseBoolean(arguments[1]))) {
                Sql.run(
                        running.admin().dataSource(),
                        "create table if not exists kept (x int)",
                        "insert into kept values (1)");
                System.out.println("started");
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }
}
