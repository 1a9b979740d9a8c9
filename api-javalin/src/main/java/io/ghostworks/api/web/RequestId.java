package io.ghostworks.api.web;

import io.javalin.http.Context;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Names each request in its response and in the log: by the caller's name for it, if that is a sane one. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private RequestId() {}

    public static void assign(Context context) {
        String given = context.header(HEADER);
        boolean isSane = given != null && SANE.matcher(given).matches();
        String id = isSane ? given : any().toString();
        context.attribute(HEADER, id);
        context.header(HEADER, id);
    }

    /** A random UUID (RFC 9562, section 5.4). It need not be a secret, so it need not wait for a source of secrets. */
    private static UUID any() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
        long variant = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(version4, variant);
    }

    public static String of(Context context) {
        String id = context.attribute(HEADER);
        return id == null ? "" : id;
    }
}
