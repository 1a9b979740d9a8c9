package io.ghostworks.cli.monitoring;

import io.ghostworks.operations.backup.Receipts;
import io.ghostworks.operations.backup.Receipts.Receipt;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the receipts of {@code backup status} and {@code backup drill} tell. Without a value where there is none; what is not genuine has not passed. */
public final class BackupMetrics {
    private static final String PREFIX = "ghostworks.backup.";

    private final Receipts receipts;

    private BackupMetrics(Receipts receipts) {
        this.receipts = receipts;
    }

    /** Reads the receipts whenever metrics are read. */
    public static void bind(MeterRegistry registry, Receipts receipts) {
        new BackupMetrics(receipts).bind(registry);
    }

    private void bind(MeterRegistry registry) {
        gauge(
                registry,
                "age",
                "seconds",
                "Since the newest backup that can be restored",
                Receipts.STATUS,
                at("newest_backup"));
        gauge(
                registry,
                "findings",
                null,
                "What backup status found wrong",
                Receipts.STATUS,
                receipt ->
                        receipt.isGenuine() ? receipt.content().path("findings").size() : 1);
        gauge(registry, "drill.age", "seconds", "Since the last drill", Receipts.DRILL, at("began"));
        gauge(
                registry,
                "drill.passed",
                null,
                "Whether the last drill passed",
                Receipts.DRILL,
                receipt -> receipt.isGenuine()
                                && receipt.content().path("findings").isArray()
                                && receipt.content().path("findings").isEmpty()
                        ? 1
                        : 0);
        gauge(
                registry,
                "drill.restore",
                "seconds",
                "How long the last drill restored",
                Receipts.DRILL,
                number("restore_seconds"));
        gauge(
                registry,
                "drill.lost",
                "seconds",
                "What would have been lost in the last drill, at most",
                Receipts.DRILL,
                number("lost_seconds"));
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            @Nullable String unit,
            String what,
            String receipt,
            ToDoubleFunction<Receipt> figure) {
        Gauge.builder(
                        PREFIX + name,
                        receipts,
                        kept -> kept.find(receipt)
                                .map(found -> figure.applyAsDouble(found))
                                .orElse(Double.NaN))
                .baseUnit(unit)
                .description(what)
                .strongReference(true)
                .register(registry);
    }

    private static ToDoubleFunction<Receipt> at(String field) {
        return receipt -> {
            try {
                Instant then = Instant.parse(receipt.content().path(field).asString(""));
                return receipt.isGenuine()
                        ? Duration.between(then, Instant.now()).toMillis() / 1000.0
                        : Double.NaN;
            } catch (DateTimeException none) {
                return Double.NaN;
            }
        };
    }

    private static ToDoubleFunction<Receipt> number(String field) {
        return receipt -> {
            JsonNode value = receipt.content().path(field);
            return receipt.isGenuine() && value.isNumber() ? value.asDouble() : Double.NaN;
        };
    }
}
