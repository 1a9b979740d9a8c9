package io.ghostworks.migrations.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule on something harmless, on something planted, and on that after its own fix. */
class DoctorRulesTest {
    private static final String SERVER_OUTDATED = "server-outdated";
    private static final String SEAL_SERVER_OUTDATED = "seal-server-outdated";
    private static final String POOLER_OUTDATED = "pooler-outdated";

    /** A version can't be planted. */
    private static final Set<String> OF_VERSIONS = Set.of(SERVER_OUTDATED, SEAL_SERVER_OUTDATED, POOLER_OUTDATED);

    static Stream<Rule> rules() {
        return Catalogue.RULES.stream().filter(rule -> !OF_VERSIONS.contains(rule.id()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void findsWhatIsPlantedAndNothingElseAndFixesIt(Rule rule) throws SQLException, IOException {
        RuleCase given = RuleCase.read(rule.id());
        try (ShopDatabase shop = ShopDatabase.create()) {
            shop.run(given.harmless());
            assertThat(shop.examine(rule)).as("harmless").isEmpty();

            shop.run(given.planted());
            List<Finding> planted = shop.examine(rule);
            assertThat(planted)
                    .extracting(finding -> shop.withoutSuffix(finding.object()))
                    .containsExactlyInAnyOrderElementsOf(given.objects());
            assertThat(planted).allMatch(finding -> finding.fix().isEmpty() != given.fixable());

            if (given.fixable()) {
                for (Finding finding : planted) {
                    shop.repair(finding.fix());
                }
                assertThat(shop.examine(rule)).as("after the fix").isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "policy-silent | function shop.tenant() | create function shop.tenant() returns uuid language sql stable"
                        + " return nullif(current_setting('app.current_tenant_id', true), '')::uuid;"
                        + " alter policy isolation on shop.notes using (tenant_id = shop.tenant())",
                "unique-not-led | constraint one_at_a_time on shop.notes | alter table shop.notes add column during tsrange,"
                        + " add constraint one_at_a_time exclude using gist (during with &&)",
                "foreign-key-not-led | constraint parent on shop.notes | alter table shop.notes add column of uuid,"
                        + " add constraint parent foreign key (of) references shop.tenants",
                "published-without-filter | table shop.notes | create publication everything for all tables"
            })
    void leavesToAPersonWhatSqlAloneCannotFix(String rule, String object, String planted)
            throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create()) {
            shop.run(planted);
            assertThat(shop.examine(rule(rule)))
                    .filteredOn(finding -> finding.object().equals(object))
                    .singleElement()
                    .extracting(Finding::fix)
                    .isEqualTo("");
        }
    }

    @Test
    void findsNothingInAShopThatDoesEverythingRight() throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create()) {
            assertThat(shop.examine()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "130021, CVE-2025-8713",
        "130022, ",
        "140013, CVE-2024-10976",
        "150002, CVE-2023-2455",
        "150014, ",
        "160009, CVE-2025-8713",
        "160010, ",
        "170000, CVE-2024-10976",
        "170006, ",
        "180000, "
    })
    void knowsWhichReleasesLackAFixForRowLevelSecurity(int version, String cve) throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create();
                Connection connection = Doctor.open(shop.url())) {
            List<Finding> findings = new Examination(connection, shop.options(), version).apply(rule(SERVER_OUTDATED));
            if (cve == null) {
                assertThat(findings).isEmpty();
            } else {
                assertThat(findings).singleElement().satisfies(finding -> {
                    assertThat(finding.object()).isEqualTo("server " + version / 10000 + "." + version % 10000);
                    assertThat(finding.detail()).contains(cve);
                    assertThat(finding.fix()).isEmpty();
                });
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "130022, no fixes any more, false",
        "140024, 'CVE-2026-120141, fixed in 14.25', true",
        "150018, 'CVE-2026-14678, fixed in 15.19', true",
        "150018, 'CVE-2026-120141, fixed in 15.20', false",
        "150020, , true",
        "160015, 'CVE-2026-120141, fixed in 16.16', true",
        "170012, , true",
        "180006, 'CVE-2026-120141, fixed in 18.7', true",
        "180004, 'CVE-2026-14678, fixed in 18.5', true",
        "180007, , true"
    })
    void warnsOfReleasesThatLackAFixWhichASealNeeds(int version, String detail, boolean trigrams)
            throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create()) {
            if (!trigrams) {
                shop.run("drop extension pg_trgm cascade");
            }
            try (Connection connection = Doctor.open(shop.url())) {
                List<Finding> findings =
                        new Examination(connection, shop.sealed(), version).apply(rule(SEAL_SERVER_OUTDATED));
                if (detail == null) {
                    assertThat(findings).isEmpty();
                } else {
                    assertThat(findings).singleElement().satisfies(finding -> {
                        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                        assertThat(finding.object()).isEqualTo("server " + version / 10000 + "." + version % 10000);
                        assertThat(finding.detail()).contains(detail);
                        assertThat(finding.detail().contains("CVE-2026-14678"))
                                .isEqualTo(detail.contains("CVE-2026-14678"));
                    });
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PgBouncer 1.18.0, true",
        "PgBouncer 1.26.0, true",
        "PgBouncer 1.26.1, false",
        "PgBouncer 1.27.0, false",
        "PgBouncer 2.0.0, false",
        "'', false"
    })
    void warnsOfAPoolerThatLacksAFix(String version, boolean outdated) throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create();
                Connection connection = Doctor.open(shop.url())) {
            List<Finding> findings = new Examination(
                            connection,
                            version.isEmpty() ? shop.options() : shop.options().withPooler(version))
                    .apply(rule(POOLER_OUTDATED));
            assertThat(findings)
                    .hasSize(outdated ? 1 : 0)
                    .allMatch(finding -> finding.detail().equals(version));
        }
    }

    /** A session that the application poisons outlives its request, whatever is sealed. */
    @Test
    void takesForAnErrorWhatTheSealDependsOn() throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create()) {
            shop.run("create table shop.more (x int);"
                    + " do $$ begin execute format('grant temporary on database %I to shop_app', current_database()); end $$;"
                    + " grant execute on function ts_stat(text) to public");
            assertThat(shop.examine())
                    .extracting(Finding::rule, Finding::severity)
                    .containsExactlyInAnyOrder(
                            tuple("temporary-on-database", Severity.WARNING), tuple("built-in-open", Severity.WARNING));
            assertThat(new Doctor(shop.url(), shop.sealed()).examine())
                    .filteredOn(finding -> finding.severity() == Severity.ERROR)
                    .extracting(Finding::rule)
                    .containsExactlyInAnyOrder("temporary-on-database", "built-in-open");
        }
    }

    private static Rule rule(String id) {
        return Catalogue.RULES.stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
