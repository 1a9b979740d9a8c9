package io.ghostworks.cli;

import io.ghostworks.cli.configuration.ConfigurationError;
import io.ghostworks.cli.server.StartFailure;
import io.ghostworks.migrations.DatabaseProblem;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into a line for a person and an exit code. Only a defect of ours shows a stack trace. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return switch (failure) {
            case ConfigurationError wrong -> report(command, wrong, 2);
            case StartFailure failed -> report(command, failed, 1);
            case DatabaseProblem problem -> report(command, problem, 1);
            default -> {
                failure.printStackTrace(command.getErr());
                yield 1;
            }
        };
    }

    private static int report(CommandLine command, Exception failure, int exitCode) {
        command.getErr().println("ghostworks: " + failure.getMessage());
        return exitCode;
    }
}
