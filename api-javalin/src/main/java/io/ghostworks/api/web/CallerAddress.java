package io.ghostworks.api.web;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;

/**
 * Where a request comes from. {@code Forwarded} (RFC 7239) and {@code X-Forwarded-For} are believed as far as trusted
 * proxies wrote them: from the right, up to the first address that is none of theirs. Anyone may have written what
 * stands to the left of it.
 */
public final class CallerAddress {

    private final TrustedProxies proxies;

    public CallerAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** Names whoever asks, as {@link Addresses#network} does. */
    public String of(Context context) {
        String peer = bare(context.req().getRemoteAddr());
        return Addresses.literal(proxies.trusts(peer) ? forwarded(context, peer) : peer)
                .map(Addresses::network)
                .orElse("unknown");
    }

    /**
     * A proxy writes one of the two headers and may pass on the other as a stranger sent it. So where both are there and
     * disagree, neither is believed.
     */
    private String forwarded(Context context, String peer) {
        List<String> standard = forwardedFor(context);
        List<String> usual = Negotiation.members(context, "X-Forwarded-For");
        String byStandard = farthest(peer, standard);
        String byUsage = farthest(peer, usual);
        if (standard.isEmpty() || usual.isEmpty()) {
            return standard.isEmpty() ? byUsage : byStandard;
        }
        return network(byStandard).equals(network(byUsage)) ? byStandard : peer;
    }

    /** The right-most address that is no trusted proxy; the last known one where an entry is no address. */
    private String farthest(String peer, List<String> hops) {
        String known = peer;
        for (String hop : hops.reversed()) {
            String address = bare(hop);
            if (Addresses.literal(address).isEmpty()) {
                return known;
            }
            known = address;
            if (!proxies.trusts(known)) {
                return known;
            }
        }
        return known;
    }

    private static Optional<String> network(String address) {
        return Addresses.literal(address).map(Addresses::network);
    }

    private static List<String> forwardedFor(Context context) {
        List<String> hops = new ArrayList<>();
        for (String element : Negotiation.members(context, "Forwarded")) {
            Map<String, String> pairs = new HashMap<>();
            HttpField.getValueParameters("hop;" + element, pairs);
            hops.add(pairs.entrySet().stream()
                    .filter(pair -> pair.getKey().equalsIgnoreCase("for"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("unknown"));
        }
        return hops;
    }

    /** Without the port, the brackets and the zone that an address may come with. */
    private static String bare(String node) {
        String text = node.replace("\"", "").strip();
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            text = end < 0 ? text : text.substring(1, end);
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            text = text.substring(0, text.indexOf(':'));
        }
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
