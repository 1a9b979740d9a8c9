package io.ghostworks.authoring;

import io.ghostworks.authoring.RenameHints.Rename;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.flyway.MigrationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The SQL files that say what the schema should look like, in the order of their names. */
final class DeclaredSchema {
    private final List<File> files;

    private DeclaredSchema(List<File> files) {
        this.files = List.copyOf(files);
    }

    /** @throws DatabaseProblem when the folder or a file can't be read, or holds what no declared schema may hold */
    static DeclaredSchema read(Path folder) {
        List<File> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(MigrationProject.requireFolder("the declared schema", folder))) {
            for (Path path : paths.sorted()
                    .filter(one -> one.toString().endsWith(".sql"))
                    .toList()) {
                String name = String.valueOf(path.getFileName());
                String text = MigrationText.of(name, Files.readAllBytes(path));
                MigrationText.requireRunnable(name, text);
                Unseen.refuse(name, text);
                files.add(new File(name, text));
            }
            return new DeclaredSchema(files);
        } catch (IOException e) {
            throw new DatabaseProblem(
                    DatabaseProblem.Kind.MIGRATION, "cannot read the declared schema: " + e.getMessage(), e);
        }
    }

    List<File> files() {
        return files;
    }

    /** What was called differently before. */
    List<Rename> renames() {
        return files.stream()
                .flatMap(file -> RenameHints.in(file.text()).stream())
                .toList();
    }

    /** One of them. */
    record File(String name, String text) {}
}
