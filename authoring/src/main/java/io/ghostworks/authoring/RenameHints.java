package io.ghostworks.authoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code -- renamed from x} in the declared schema says: at the end of the line of a column or of
 * {@code create table}, or in a line of its own above it.
 */
final class RenameHints {
    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[\\w$]+)";
    private static final Pattern HINT = Pattern.compile("(?i)--\\s*renamed from\\s+" + NAME);
    private static final Pattern TABLE =
            Pattern.compile("(?i)\\s*create\\s+(?:unlogged\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?(?:" + NAME
                    + "\\.)?" + NAME + ".*");
    private static final Pattern COLUMN = Pattern.compile("\\s*" + NAME + "\\s+.*");

    private RenameHints() {}

    /** Of one file. */
    static List<Rename> in(String text) {
        List<Rename> found = new ArrayList<>();
        String table = "";
        String waiting = "";
        for (String line : text.lines().toList()) {
            Matcher hint = HINT.matcher(line);
            String old = hint.find() ? plain(hint.group(1)) : "";
            String code = line.replaceFirst("--.*", "");
            if (code.isBlank()) {
                waiting = old.isEmpty() ? waiting : old;
                continue;
            }
            old = old.isEmpty() ? waiting : old;
            waiting = "";
            Matcher create = TABLE.matcher(code);
            if (create.matches()) {
                table = plain(create.group(2));
                if (!old.isEmpty()) {
                    found.add(new Rename(table, "", old));
                }
                continue;
            }
            Matcher column = COLUMN.matcher(code);
            if (!old.isEmpty() && column.matches()) {
                found.add(new Rename(table, plain(column.group(1)), old));
            }
        }
        return found;
    }

    private static String plain(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }

    /** The way back: tables first, since the columns are those of a table under its old name. */
    static List<Rename> back(List<Rename> renames) {
        Map<String, String> tables = new HashMap<>();
        List<Rename> back = new ArrayList<>();
        for (Rename rename : renames) {
            if (rename.column().isEmpty()) {
                tables.put(rename.table(), rename.old());
                back.add(new Rename(/* table= */ rename.old(), "", /* old= */ rename.table()));
            }
        }
        for (Rename rename : renames) {
            if (!rename.column().isEmpty()) {
                String table = tables.getOrDefault(rename.table(), rename.table());
                back.add(new Rename(table, /* column= */ rename.old(), /* old= */ rename.column()));
            }
        }
        return back;
    }

    /** A table, or a column of it where {@code column} is not empty, and what it was called before. */
    record Rename(String table, String column, String old) {}
}
