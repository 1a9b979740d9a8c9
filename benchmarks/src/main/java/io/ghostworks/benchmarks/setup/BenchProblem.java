package io.ghostworks.benchmarks.setup;

import io.ghostworks.cli.command.Problem;
import io.ghostworks.migrations.command.Exit;

/** What keeps a benchmark from measuring, and is no defect of it. */
final class BenchProblem extends Problem {

    private static final long serialVersionUID = 1L;

    BenchProblem(Exit exit, String message, Throwable cause) {
        super(exit, message, cause);
    }
}
