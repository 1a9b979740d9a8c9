package io.ghostworks.cli.transfer;

import io.ghostworks.cli.console.Terminal;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a server reports of an import, for a person or a program. */
record ImportOutcome(JsonNode report, boolean atomic) {

    long failed() {
        return report.path("failed").asLong();
    }

    String json() {
        ObjectNode object = Answers.JSON.createObjectNode();
        List.of("created", "failed", "errors").forEach(name -> object.set(name, report.path(name)));
        return object + "\n";
    }

    String text(Terminal terminal) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "created %,12d%n", report.path("created").asLong()));
        String failed = String.format(Locale.ROOT, "failed  %,12d", failed());
        text.append(failed() == 0 ? failed : terminal.alarming(failed)).append(System.lineSeparator());
        JsonNode errors = report.path("errors");
        int width = Long.toString(errors.valueStream()
                        .mapToLong(error -> error.path("line").asLong())
                        .max()
                        .orElse(0))
                .length();
        for (JsonNode error : errors) {
            text.append(String.format(
                    Locale.ROOT,
                    "  line %" + width + "d  %-17s  %s%n",
                    error.path("line").asLong(),
                    ClientProblem.printable(error.path("code").asString("")),
                    ClientProblem.printable(error.path("message").asString(""))));
        }
        if (failed() > errors.size()) {
            text.append(String.format(Locale.ROOT, "  and %,d more%n", failed() - errors.size()));
        }
        if (atomic && failed() > 0) {
            text.append(String.format("Nothing was stored: --atomic is all or nothing.%n"));
        }
        return text.toString();
    }
}
