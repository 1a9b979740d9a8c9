package io.ghostworks.cli.command;

import io.ghostworks.migrations.command.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells in one line what is wrong with a command line, what was probably meant, and where the help is. */
public final class Misuse implements IParameterExceptionHandler {

    private static final int LONGEST = 60;
    private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(int.class, Integer.class, long.class, Long.class);

    /** Commands that are not the program's own, such as the launcher's, for the suggestions. */
    private final List<String> more;

    public Misuse(List<String> more) {
        this.more = List.copyOf(more);
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String help = "See '" + command.getCommandSpec().qualifiedName() + " --help'.";
        command.getErr().println("ghostworks: " + sentence(message(wrong, command, List.of(arguments))) + " " + help);
        command.getErr().flush();
        return Exit.USAGE.code();
    }

    private String message(ParameterException wrong, CommandLine command, List<String> arguments) {
        return switch (wrong) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched.getUnmatched(), command);
            case MissingParameterException missing -> missing(missing.getMissing(), arguments);
            case OverwrittenOptionException twice -> name(twice.getOverwritten()) + " may be given only once";
            default ->
                wrong.getCause() instanceof TypeConversionException || wrong.getArgSpec() != null
                        ? unreadable(wrong)
                        : plain(wrong);
        };
    }

    private static String missing(List<ArgSpec> missing, List<String> arguments) {
        String names = missing.stream().map(Misuse::name).collect(Collectors.joining(" and "));
        if (missing.size() == 1 && arguments.contains(names)) {
            return names + " needs a value";
        }
        return names + (missing.size() == 1 ? " is missing" : " are missing");
    }

    private String unmatched(List<String> arguments, CommandLine command) {
        List<String> parts = new ArrayList<>();
        for (String argument : arguments) {
            String word = shown(argument);
            if (argument.startsWith("-")) {
                parts.add("unknown option " + word + Nearest.hint(word, options(command)));
            } else if (!command.getSubcommands().isEmpty()) {
                parts.add("unknown command " + word + Nearest.hint(word, commands(command)));
                // What follows is the command's, whatever it is.
                break;
            } else {
                parts.add("unexpected argument " + word);
            }
        }
        return String.join(", ", parts.subList(0, Math.min(parts.size(), 5)));
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .toList();
    }

    private List<String> commands(CommandLine command) {
        List<String> names = new ArrayList<>(command.getSubcommands().keySet());
        if (command.getParent() == null) {
            names.addAll(more);
        }
        return names;
    }

    private static String unreadable(ParameterException wrong) {
        ArgSpec argument = wrong.getArgSpec();
        if (argument == null || wrong.getValue() == null) {
            return plain(wrong);
        }
        return WHOLE_NUMBERS.contains(argument.type())
                ? name(argument) + " must be a whole number, and " + shown(wrong.getValue()) + " is none"
                : plain(wrong);
    }

    private static String plain(ParameterException wrong) {
        String text = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("wrong usage");
        return text.replaceFirst("^Error: ", "").strip();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** Not what is behind an equals sign, which may be a secret, and no more than fits into a line. */
    private static String shown(String argument) {
        String word = argument.startsWith("-") ? argument.replaceFirst("=.*", "") : argument;
        String safe = word.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return safe.length() > LONGEST ? safe.substring(0, LONGEST) + "…" : safe;
    }

    private static String sentence(String text) {
        return text.endsWith("?") || text.endsWith(".") ? text : text + ".";
    }
}
