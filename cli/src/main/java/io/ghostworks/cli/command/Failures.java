package io.ghostworks.cli.command;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.operations.OperationProblem;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into a line for a person and an exit code. Only a defect of ours shows a stack trace. */
public final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return switch (failure) {
            case Problem problem -> report(command, problem, problem.exit());
            case OperationProblem problem -> report(command, problem, problem.exit());
            case DatabaseProblem problem -> report(command, problem, Exit.of(problem.kind()));
            default -> {
                failure.printStackTrace(command.getErr());
                yield Exit.DEFECT.code();
            }
        };
    }

    private static int report(CommandLine command, Exception failure, Exit exit) {
        command.getErr().println("ghostworks: " + failure.getMessage());
        command.getErr().flush();
        return exit.code();
    }
}
