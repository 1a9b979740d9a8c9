package io.ghostworks.jooq;

import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.testing.contract.World;
import io.ghostworks.value.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Artifacts of few words, so that many are alike, and filters for them.
 */
record RandomArtifacts(RandomGenerator random, Alphabet alphabet) {

    /** What texts are made of, and with it the filters that the adapter in memory knows exactly. */
    enum Alphabet {
        /** Every filter. */
        ASCII,
        /** No similarity: which letters pg_trgm knows depends on the locale of the server. */
        ALL
    }

    private static final List<String> ASCII_WORDS =
            List.of("alpha", "Alpha", "ALPHABET", "beta", "alpha-42", "gamma", "or", "OR", "x", "42", "4211", "alhpa");

    private static final List<String> WORDS = List.of(
            "größe",
            "GRÖSSE",
            "straße",
            "e\u0301te\u0301",
            "été",
            "ETE",
            "Łódź",
            "ﬁle",
            "file",
            "ΣΊΣΥΦΟΣ",
            "σίσυφος",
            "東京",
            "京都府",
            "東",
            "都東京",
            "か\u3099く",
            "がく",
            "かく",
            "ｻｰﾊﾞｰ",
            "サーバー",
            "iPhone手机",
            "서울에서",
            "서울",
            "สวัสดีครับ",
            "สวัส",
            "हिन्दी",
            "क\u093c",
            "\u0958",
            "שָׁלוֹם",
            "שלום",
            "данные",
            "ДАННЫЕ",
            "ёй",
            "alpha",
            "or");

    /** What PostgreSQL's own parser takes for hosts, paths, signed numbers, addresses, tags and entities. */
    private static final List<String> COMPOUNDS = List.of(
            "http://example.com/x",
            "example.com",
            "com",
            "/x/42.txt",
            "42.txt",
            "2024-001",
            "-001",
            "001",
            "x-42",
            "-42",
            "1e5",
            "4.2",
            "a@x.com",
            "<x>",
            "&amp;",
            "a_b",
            "x\u00adx",
            "x\u200bx",
            "x—42",
            "“x”",
            "x\u3000東");

    /** With a meaning of their own in LIKE, tsquery, arrays or JSON. */
    private static final List<String> MARKS =
            List.of("%", "%%", "_", "\\", "\\\\", "'", "!", "*", "|", "=", "(", ")", "{}", "{a", "[]", ",", ";", "$1");

    private static final List<UserId> AUTHORS =
            IntStream.range(1, 5).mapToObj(n -> new UserId(new UUID(0x7000, n))).toList();

    private static final int MOMENTS = 12;

    RandomArtifacts(RandomGenerator random) {
        this(random, random.nextInt(3) == 0 ? Alphabet.ASCII : Alphabet.ALL);
    }

    List<Artifact> some() {
        return Stream.generate(this::artifact).limit(random.nextInt(61)).toList();
    }

    private Artifact artifact() {
        ArtifactContent content = new ArtifactContent(
                cut(text(4), 1, 255),
                maybe(0.6, () -> text(6)),
                Stream.generate(this::tag).limit(random.nextInt(5)).toList(),
                new JsonObject(object(2)));
        return Artifact.first(
                new ArtifactId(new UUID(random.nextLong(), random.nextLong())),
                content,
                oneOf(AUTHORS.subList(0, 3)),
                moment());
    }

    /** A filter for what is in {@code artifacts}, at times for what is not. */
    ArtifactFilter filter(List<Artifact> artifacts) {
        Supplier<ArtifactContent> content = () ->
                artifacts.isEmpty() ? artifact().content() : oneOf(artifacts).content();
        double likely = oneOf(List.of(0.08, 0.15, 0.4));
        return new ArtifactFilter(
                maybe(likely, () -> cut(query(), 1, 1000)),
                maybe(likely, () -> part(content.get().name())),
                maybe(
                        alphabet == Alphabet.ASCII ? likely : 0,
                        () -> misspelt(content.get().name())),
                tags(likely, content),
                tags(likely, content),
                maybe(likely, () -> new JsonObject(part(content.get().metadata().members()))),
                maybe(likely, () -> oneOf(AUTHORS)),
                maybe(likely, this::moment),
                maybe(likely, this::moment));
    }

    private String text(int most) {
        return String.join(
                " ", Stream.generate(this::word).limit(random.nextInt(most + 1)).toList());
    }

    private String word() {
        return switch (random.nextInt(12)) {
            case 0 -> oneOf(MARKS);
            case 1 -> alphabet == Alphabet.ALL ? oneOf(List.of("😀", "👍🏽", "👨‍👩‍👧", "x😀x")) : oneOf(MARKS);
            case 2, 3 -> alphabet == Alphabet.ALL ? oneOf(COMPOUNDS) : oneOf(ASCII_WORDS);
            default -> oneOf(alphabet == Alphabet.ASCII ? ASCII_WORDS : WORDS);
        };
    }

    private String tag() {
        return random.nextInt(8) == 0 ? " " : cut(text(2), 1, 100);
    }

    private Instant moment() {
        return World.THEN.plusNanos(1_000L * random.nextInt(MOMENTS));
    }

    private String query() {
        return switch (random.nextInt(8)) {
            case 0 -> "-" + word();
            case 1 -> "\"" + text(3) + "\"";
            case 2 -> word() + " or " + word();
            case 3 -> word() + " -" + word();
            case 4 -> text(3) + " \"" + text(2);
            case 5 -> "\"" + word() + oneOf(List.of("", "-", " ")) + word() + "\"";
            case 6 -> part(word());
            default -> text(2);
        };
    }

    private String part(String name) {
        int[] points = name.codePoints().toArray();
        int from = random.nextInt(points.length);
        int length = 1 + random.nextInt(Math.min(8, points.length - from));
        String part = new String(points, from, length);
        return random.nextInt(8) == 0 ? cut(word(), 1, 255) : recased(part);
    }

    /** In capitals only what comes back from them unchanged: ß does not. */
    private String recased(String text) {
        return random.nextBoolean() && text.chars().allMatch(c -> c < 128) ? swapped(text) : text;
    }

    private static String swapped(String ascii) {
        return ascii.chars()
                .map(c -> Character.isLowerCase(c) ? Character.toUpperCase(c) : Character.toLowerCase(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String misspelt(String name) {
        StringBuilder typed = new StringBuilder(random.nextInt(3) == 0 ? word() : name);
        if (random.nextBoolean() && typed.length() > 3 && typed.chars().allMatch(c -> c < 128)) {
            typed.deleteCharAt(random.nextInt(typed.length()));
        }
        return typed.toString();
    }

    private List<String> tags(double likely, Supplier<ArtifactContent> content) {
        if (random.nextDouble() >= likely) {
            return List.of();
        }
        List<String> tags = content.get().tags();
        return random.nextInt(4) == 0 || tags.isEmpty()
                ? List.of(tag())
                : tags.subList(0, 1 + random.nextInt(tags.size()));
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            members.put(oneOf(List.of("a", "b", "größe", "", "$")), value(depth));
        }
        return members;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> oneOf(List.<Number>of(0, 1, -1, 1.5, 1e3, 1e-3));
            case 3 -> String.valueOf(random.nextInt(2));
            case 4 -> "";
            case 5 -> word();
            case 6 -> object(depth - 1);
            default -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
        };
    }

    /** Some members of an object, some of their values cut down or changed. */
    private Map<String, @Nullable Object> part(Map<?, ?> whole) {
        Map<String, @Nullable Object> part = new LinkedHashMap<>();
        whole.forEach((name, value) -> {
            if (random.nextInt(3) > 0) {
                part.put((String) name, random.nextInt(8) == 0 ? value(1) : partOf(value));
            }
        });
        return part;
    }

    private @Nullable Object partOf(@Nullable Object whole) {
        if (whole instanceof Map<?, ?> object) {
            return part(object);
        }
        if (whole instanceof List<?> list && !list.isEmpty()) {
            return random.nextBoolean() ? Collections.emptyList() : Arrays.asList(partOf(oneOf(list)));
        }
        return whole;
    }

    private <T> Optional<T> maybe(double likely, Supplier<? extends T> value) {
        return random.nextDouble() < likely ? Optional.of(value.get()) : Optional.empty();
    }

    private <T extends @Nullable Object> T oneOf(List<? extends T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String cut(String text, int least, int most) {
        String enough = text.length() < least ? "x" : text;
        return enough.substring(0, Math.min(enough.length(), most));
    }
}
