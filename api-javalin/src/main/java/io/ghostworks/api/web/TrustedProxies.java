package io.ghostworks.api.web;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.InetAddressSet;

/** The proxies whose word on a caller's address counts. Safe for all threads. */
public final class TrustedProxies {

    /** Nobody's word counts. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final InetAddressSet networks = new InetAddressSet();

    private TrustedProxies(List<String> networks) {
        this.networks.addAll(networks);
    }

    /**
     * Reads addresses and networks, as {@code 10.0.0.0/8, 192.0.2.7, fd00::/8}.
     *
     * @throws IllegalArgumentException if one of them is none, or has bits behind its prefix
     */
    public static TrustedProxies parse(String text) {
        List<String> networks =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        for (String network : networks) {
            String[] parts = network.split("/", 2);
            int bits = parts[0].contains(":") ? 128 : 32;
            boolean isPrefixed = parts.length == 2;
            if (Addresses.literal(parts[0]).isEmpty() || (isPrefixed && !isPrefix(parts[1], bits))) {
                throw new IllegalArgumentException(network);
            }
        }
        return new TrustedProxies(networks);
    }

    private static boolean isPrefix(String text, int most) {
        return text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= most;
    }

    boolean trusts(String address) {
        Optional<InetAddress> literal = Addresses.literal(address);
        return literal.isPresent() && networks.test(literal.get());
    }
}
