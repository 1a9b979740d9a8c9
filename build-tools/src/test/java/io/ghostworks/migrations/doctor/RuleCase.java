package io.ghostworks.migrations.doctor;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a rule is tried on, read from {@code cases/ID.sql}.
 *
 * @param harmless SQL that comes close and that the rule lets be
 * @param planted SQL that breaks it
 * @param objects what the rule then finds
 * @param fixable whether the doctor knows the SQL that puts it right
 */
record RuleCase(String rule, String harmless, String planted, List<String> objects, boolean fixable) {
    private static final Pattern FILE = Pattern.compile(
            "-- harmless\n(?<harmless>.*)-- planted: (?<objects>[^\n]*)\n(?<unfixable>-- unfixable\n)?(?<planted>.*)",
            Pattern.DOTALL);

    static RuleCase read(String rule) throws IOException {
        Matcher file = FILE.matcher(ShopDatabase.read("cases/" + rule + ".sql"));
        if (!file.matches()) {
            throw new IllegalStateException("cases/" + rule + ".sql is malformed");
        }
        return new RuleCase(
                rule,
                file.group("harmless"),
                file.group("planted"),
                List.of(file.group("objects").split(", (?=[a-z])")),
                file.group("unfixable") == null);
    }

    @Override
    public String toString() {
        return rule;
    }
}
