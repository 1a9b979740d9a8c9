package io.ghostworks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher of this checkout in a made-up one, with JDKs and a Maven that are a few lines of shell. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bash runs what is tested here, and Windows has none")
class LauncherTest {
    @TempDir
    Path directory;

    private Path checkout;
    private Path home;
    private Path bin;
    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void makeUpACheckout() throws IOException {
        checkout = directory.resolve("a checkout");
        home = directory.resolve("home");
        bin = Files.createDirectories(directory.resolve("bin"));
        Files.createDirectories(home.resolve(".m2/wrapper/dists"));
        Path launcher = Path.of(System.getProperty("basedir", "."), "..", "ghostworks");
        script(checkout.resolve("ghostworks"), Files.readString(launcher));
        script(checkout.resolve("mvnw"), "echo no network >&2; exit 1");
        for (String module : List.of("cli", "build-tools", "checkout")) {
            write(checkout.resolve(module + "/pom.xml"), "<project/>");
            write(checkout.resolve(module + "/src/main/java/A.java"), "class A {}");
            write(checkout.resolve(module + "/src/main/resources/b.sql"), "select 1;");
        }
        write(checkout.resolve("pom.xml"), "<project/>");
        maven("3.9.16", "exit 0");
        environment.put("PATH", bin + ":/usr/bin:/bin");
        environment.put("HOME", home.toString());
        environment.put("GHOSTWORKS_JVM_DIRS", "");
        // Whatever JDK the machine that runs this has on its PATH is too old to be found.
        script(bin.resolve("javac"), "echo javac 17.0.1");
        script(bin.resolve("java"), "echo '    java.home = '" + directory.resolve("nowhere"));
    }

    @Test
    void takesJavaHomeWhenItIsNewEnough() throws Exception {
        environment.put("JAVA_HOME", jdk(directory.resolve("jdk 21"), "21.0.4").toString());
        jdk(home.resolve(".jdks/newer"), "25.0.1");

        assertThat(run("greet").output()).contains("java of jdk 21 ran");
    }

    @Test
    void takesTheJdkOnThePathThroughItsLinks() throws Exception {
        linkOnPath(jdk(directory.resolve("jdk-22"), "22"));

        assertThat(run("greet").output()).contains("java of jdk-22 ran");
    }

    @Test
    void passesOverAnOldJavaHomeAndPathForTheSystemsNewest() throws Exception {
        environment.put(
                "JAVA_HOME", jdk(directory.resolve("eight"), "1.8.0_402").toString());
        linkOnPath(jdk(directory.resolve("jdk-17"), "17.0.15"));
        Path system = directory.resolve("system jvms");
        jdk(system.resolve("nine"), "9.0.4");
        jdk(system.resolve("a"), "25.0.2");
        jdk(system.resolve("b/Contents/Home"), "25.0.10");
        jdk(system.resolve("c"), "21.0.99");
        environment.put("GHOSTWORKS_JVM_DIRS", directory.resolve("none") + ":" + system);

        assertThat(run("greet").output()).contains("java of b/Contents/Home ran");
    }

    @Test
    void findsJdksOfVersionManagersInTheirOrder() throws Exception {
        jdk(home.resolve(".jdks/jdks"), "25");
        assertThat(run("greet").output()).contains("java of jdks ran");
        jdk(home.resolve(".asdf/installs/java/asdf"), "24");
        assertThat(run("greet").output()).contains("java of asdf ran");
        jdk(home.resolve(".local/share/mise/installs/java/mise"), "23");
        assertThat(run("greet").output()).contains("java of mise ran");
        jdk(home.resolve(".sdkman/candidates/java/sdkman"), "21.0.1");
        assertThat(run("greet").output()).contains("java of sdkman ran");
    }

    @Test
    void asksJavacWhereThereIsNoReleaseFile() throws Exception {
        Path bare = jdk(home.resolve(".jdks/bare"), "26");
        Files.delete(bare.resolve("release"));

        assertThat(run("greet").output()).contains("java of bare ran");
    }

    @Test
    void takesNoRuntimeWithoutACompiler() throws Exception {
        Path runtime = jdk(home.resolve(".jdks/runtime"), "25");
        Files.delete(runtime.resolve("bin/javac"));

        assertThat(run("greet").exitCode()).isEqualTo(2);
    }

    @Test
    void saysInOneLineThatAJdkIsMissing() throws Exception {
        Path old = jdk(directory.resolve("jdk-17"), "17.0.15");
        environment.put("JAVA_HOME", old.toString());

        Outcome outcome = run("greet");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output().lines()).hasSize(1);
        assertThat(outcome.output()).contains("no JDK 21 or newer", "only 17.0.15 in " + old, "JAVA_HOME");
    }

    @Test
    void saysInOneLineThatMavenIsMissing() throws Exception {
        useAJdk();
        maven("3.6.3", "exit 0");

        Outcome outcome = run("greet");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output().lines()).hasSize(1);
        assertThat(outcome.output()).contains("no Maven 3.8.4 or newer", "no network");
    }

    @Test
    void usesTheWrapperWhenMavenIsTooOld() throws Exception {
        useAJdk();
        maven("3.8.3", "exit 9");
        script(checkout.resolve("mvnw"), "echo wrapped \"$@\"");

        assertThat(run("verify", "-DskipITs"))
                .isEqualTo(new Outcome(0, "wrapped -B -ntp -Pbenchmarks verify -DskipITs\n"));
    }

    @Test
    void givesTheProgramItsArgumentsHomeAndExitCode() throws Exception {
        useAJdk();
        environment.put("GHOSTWORKS_JAVA_OPTS", "-Da=1 -Db=*");

        Outcome outcome = run("exit", "7", "two words");

        assertThat(outcome.exitCode()).isEqualTo(7);
        assertThat(outcome.output())
                .contains("<-Dghostworks.home=" + checkout.toRealPath() + "/.ghostworks>")
                .contains("<-Dghostworks.checkout=" + checkout.toRealPath() + ">")
                .contains("<-Da=1><-Db=*>")
                .contains("<io.ghostworks.cli.Main><exit><7><two words>");
    }

    @Test
    void servesWithTheParallelCollectorUnlessOneIsChosen() throws Exception {
        useAJdk();
        assertThat(run("serve").output()).contains("<-XX:+UseParallelGC>");
        assertThat(run("greet").output()).doesNotContain("ParallelGC");

        for (String variable : List.of("GHOSTWORKS_JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")) {
            environment.put(variable, "-Xmx1g -XX:+UseZGC");
            assertThat(run("serve").output()).as(variable).doesNotContain("ParallelGC");
            environment.remove(variable);
        }
    }

    @Test
    void startsTransfersQuicklyAndHashesArchivesQuickly() throws Exception {
        useAJdk();

        assertThat(run("import", "x").output()).contains("<-XX:TieredStopAtLevel=1>");
        assertThat(run("tenant", "export").output())
                .contains("<-XX:+UseSerialGC>")
                .doesNotContain("TieredStopAtLevel");
    }

    @Test
    void takesTheClassPathThatMavenWroteAndKeepsTheModulesJarsApart() throws Exception {
        useAJdk();
        run("greet");

        List<Path> entries = classpath().stream().map(Path::of).toList();

        assertThat(entries.stream().map(entry -> entry.getFileName().toString()))
                .containsExactly("ghostworks-cli-1.jar", "lib-1.jar", "ghostworks-build-tools-1.jar", "only-2.jar");
        assertThat(entries).allSatisfy(entry -> assertThat(entry).exists());
        Path kept = checkout.toRealPath().resolve(".ghostworks/build");
        assertThat(entries.get(0)).startsWith(kept);
        assertThat(entries.get(2)).startsWith(kept);
    }

    @Test
    void buildsWithoutTestsAndWhatTheyNeed() throws Exception {
        useAJdk();
        Path seen = directory.resolve("arguments");
        maven("3.9.16", "echo \"$@\" >'" + seen + "'");

        run("greet");

        assertThat(Files.readString(seen)).isEqualTo("-B -Prun,-spring -pl checkout -am package\n");
    }

    @Test
    void tellsHowMuchWasFetched() throws Exception {
        useAJdk();
        String fetched = "echo '[INFO] Downloaded from central: https://repo/a.jar (%s at 1.0 MB/s)'\n";
        maven("3.9.16", fetched.replace("%s", "1.5 MB") + fetched.replace("%s", "600 kB"));

        assertThat(run("greet").output())
                .contains("ghostworks: built, 2 files (2 MB) fetched; later builds have them.");
        maven("3.9.16", "exit 0");
        assertThat(run("build").output()).doesNotContain("fetched");
    }

    @Test
    void worksThroughALinkFromAnotherDirectory() throws Exception {
        useAJdk();
        Path link = Files.createSymbolicLink(bin.resolve("gw"), Path.of("../a checkout/ghostworks"));

        assertThat(start(home, link.toString(), "greet").output()).contains("ran in " + home.toRealPath());
    }

    @Test
    void buildsOnlyWhatChanged() throws Exception {
        useAJdk();
        assertThat(run("greet").output()).contains("Building");
        assertThat(run("greet").output()).doesNotContain("Building");

        write(checkout.resolve("cli/src/main/java/A.java"), "class A { int changed; }");
        assertThat(run("greet").output()).contains("Building");
        assertThat(run("greet").output()).doesNotContain("Building");
    }

    @Test
    void keepsTheServersDatabaseFromTheBuild() throws Exception {
        useAJdk();
        Path seen = directory.resolve("seen by maven");
        maven("3.9.16", "echo \"${DATABASE_URL-none} ${DATABASE_MIGRATION_URL-none}\" >'" + seen + "'");
        environment.put("DATABASE_URL", "postgresql://production");
        environment.put("DATABASE_MIGRATION_URL", "postgresql://production");

        run("greet");

        assertThat(Files.readString(seen)).isEqualTo("none none\n");
    }

    @Test
    void buildsAgainWithoutWhatADeletedSourceLeft() throws Exception {
        useAJdk();
        run("greet");
        Path left = checkout.resolve("build-tools/target/classes/b.sql");
        write(left, "select 1;");
        Files.delete(checkout.resolve("build-tools/src/main/resources/b.sql"));

        assertThat(run("greet").output()).contains("Building");
        assertThat(left).doesNotExist();
        assertThat(run("greet").output()).doesNotContain("Building");
    }

    @Test
    void buildsAgainWhenAJarIsGone() throws Exception {
        useAJdk();
        run("greet");
        Files.delete(directory.resolve("repository/only/2/only-2.jar"));

        assertThat(run("greet").output()).contains("Building");
    }

    @Test
    void showsWhyABuildFailedAndTriesAgain() throws Exception {
        useAJdk();
        maven("3.9.16", "echo '[ERROR] A.java:[1,1] oops'; exit 3");

        Outcome outcome = run("greet");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.output()).contains("A.java:[1,1] oops").doesNotContain("ran in");
        maven("3.9.16", "exit 0");
        assertThat(run("greet").output()).contains("Building", "ran in");
    }

    @Test
    void passesOnTheExitCodeOfVerify() throws Exception {
        useAJdk();
        maven("3.9.16", "echo Tests run: 0; exit 5");

        assertThat(run("verify")).isEqualTo(new Outcome(5, "Tests run: 0\n"));
    }

    @Test
    void cleansWhatBuildsMadeAndKeepsData() throws Exception {
        useAJdk();
        run("greet");
        Path data = checkout.resolve(".ghostworks/postgres/PG_VERSION");
        write(data, "18");

        assertThat(run("clean").exitCode()).isZero();
        assertThat(data).exists();
        assertThat(checkout.resolve("cli/target")).doesNotExist();
        assertThat(run("greet").output()).contains("Building");
    }

    @Test
    void helpsWithoutAJdk() throws Exception {
        Outcome outcome = run("--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).contains("serve", "verify", "codegen", "GHOSTWORKS_HOME");
        assertThat(run()).isEqualTo(outcome);
    }

    @Test
    void runsWhatIsInLibOfADistributionAndBuildsNothing() throws Exception {
        useAJdk();
        Path installed = directory.resolve("an installation");
        script(installed.resolve("ghostworks"), Files.readString(checkout.resolve("ghostworks")));
        write(installed.resolve("lib/ghostworks-cli-1.jar"), "");

        Outcome outcome = start(directory, installed.resolve("ghostworks").toString(), "serve", "--port", "1");

        assertThat(outcome.output())
                .contains("<-cp><" + installed.toRealPath() + "/lib/*>", "<-XX:+UseParallelGC>", "<serve><--port><1>")
                .doesNotContain("Building", "ghostworks.checkout", "SharedArchiveFile", "AOTCache");
        assertThat(installed.resolve(".ghostworks")).doesNotExist();
        assertThat(start(directory, installed.resolve("ghostworks").toString(), "build")
                        .exitCode())
                .isEqualTo(2);
    }

    private record Outcome(int exitCode, String output) {}

    private Outcome run(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("ghostworks").toString()));
        command.addAll(List.of(arguments));
        return start(directory, command.toArray(String[]::new));
    }

    private Outcome start(Path workingDirectory, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private List<String> classpath() throws IOException {
        String joined = Files.readString(checkout.resolve(".ghostworks/build/classpath"));
        return List.of(joined.split(":", -1));
    }

    private void useAJdk() throws IOException {
        environment.put("JAVA_HOME", jdk(directory.resolve("jdk-21"), "21").toString());
    }

    private void linkOnPath(Path jdk) throws IOException {
        for (String tool : List.of("java", "javac")) {
            Files.delete(bin.resolve(tool));
            Path alternative =
                    Files.createDirectories(directory.resolve("alternatives")).resolve(tool);
            Files.createSymbolicLink(alternative, jdk.resolve("bin").resolve(tool));
            Files.createSymbolicLink(bin.resolve(tool), alternative);
        }
    }

    private Path jdk(Path jdk, String version) throws IOException {
        write(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/javac"), "echo javac " + version);
        script(jdk.resolve("bin/java"), """
                home=${0%/bin/java}
                case $home in */Contents/Home) name=${home%/Contents/Home}; name=${name##*/}/Contents/Home ;; \
                *) name=${home##*/} ;; esac
                echo "java of $name ran in $PWD"
                printf '<%s>' "$@"
                while [ $# -gt 1 ]; do if [ "$1" = exit ]; then exit "$2"; fi; shift; done
                """);
        return jdk;
    }

    /** A Maven that leaves what the real one leaves: the modules' jars and, per module, a class path. */
    private void maven(String version, String ending) throws IOException {
        Path repository = directory.resolve("repository");
        script(bin.resolve("mvn"), """
                if [ "$1" = -v ]; then echo "Apache Maven VERSION (abc)"; exit; fi
                for module in cli build-tools; do
                  mkdir -p $module/target
                  touch "$module/target/ghostworks-$module-1.jar" "$module/target/ghostworks-$module-1-tests.jar"
                done
                mkdir -p "REPO/lib/1" "REPO/only/2"
                touch "REPO/lib/1/lib-1.jar" "REPO/only/2/only-2.jar"
                mkdir -p checkout/target
                printf %s "$PWD/cli/target/ghostworks-cli-1.jar:REPO/lib/1/lib-1.jar" >checkout/target/runtime.classpath
                printf %s ":$PWD/build-tools/target/ghostworks-build-tools-1.jar:REPO/only/2/only-2.jar" \
                  >>checkout/target/runtime.classpath
                """.replace("VERSION", version).replace("REPO", repository.toString()) + ending);
    }

    private static void script(Path file, String text) throws IOException {
        write(file, text.startsWith("#!") ? text : "#!/bin/sh\n" + text + "\n");
        var permissions = Files.getPosixFilePermissions(file);
        permissions.add(OWNER_EXECUTE);
        Files.setPosixFilePermissions(file, permissions);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
