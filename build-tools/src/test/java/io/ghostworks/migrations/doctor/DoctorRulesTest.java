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
                "published-without-filter | table shop.notes | create publication everything for all tables",
                "table-beside-tenants | table shop.addresses | create table shop.addresses (id uuid primary key);"
                        + " alter table shop.notes add column place uuid references shop.addresses;"
                        + " grant select, insert on shop.addresses to shop_app",
                "table-beside-tenants | table shop.log | create table shop.log (title text);"
                        + " create function shop.note_log() returns trigger language plpgsql as"
                        + " 'begin insert into shop.log values (new.title); return null; end';"
                        + " create trigger log after insert on shop.notes for each row execute function shop.note_log();"
                        + " grant select on shop.log to shop_app",
                "table-beside-tenants | table shop.log | create table shop.log (title text);"
                        + " create rule log as on insert to shop.notes do also insert into shop.log values (new.title);"
                        + " grant select on shop.log to shop_app",
                "table-beside-tenants | table shop.sums | create table shop.sums (number bigint);"
                        + " create function shop.sum_up() returns void language sql as"
                        + " 'insert into sums select count(*) from notes' set search_path = shop;"
                        + " grant select on shop.sums to shop_app",
                "table-beside-tenants | table shop.lines | create table shop.lines (tenant uuid, note uuid,"
                        + " foreign key (tenant, note) references shop.notes); alter table shop.lines enable row level security;"
                        + " create policy everybody on shop.lines using (true); grant select on shop.lines to shop_app",
                "policy-not-template | policy isolation on shop.notes | create function shop.other() returns uuid"
                        + " language sql return '10000000-0000-0000-0000-000000000001'::uuid;"
                        + " alter policy isolation on shop.notes using (tenant_id = shop.other())"
                        + " with check (tenant_id = shop.other())",
                "policy-extra | policy members on shop.notes | create function shop.has_role(uuid) returns boolean"
                        + " language sql return true; create policy members on shop.notes using (shop.has_role(tenant_id))"
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
    void rewritesAPolicyThatFallsBack() throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create()) {
            shop.run(
                    "alter policy isolation on shop.notes using (tenant_id = coalesce("
                            + "nullif(current_setting('app.current_tenant_id', true), ''), '10000000-0000-0000-0000-000000000001')::uuid)");
            List<Finding> found = shop.examine();
            assertThat(found).extracting(Finding::rule).containsExactly("tenant-falls-back");
            shop.repair(found.getFirst().fix());
            assertThat(shop.examine()).isEmpty();
        }
    }

    /** What the fix would run into. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "unique-not-led | constraint by_note on shop.extras | alter table shop.notes add constraint n unique (id);"
                        + " create table shop.extras (note uuid constraint by_note references shop.notes (id))",
                "tenant-column-nullable | select count(*) from shop.drafts where tenant_id is null"
                        + " | create table shop.drafts (tenant_id uuid)",
                "foreign-key-not-led | select count(*) from shop.replies a join shop.notes b on a.author = b.id"
                        + " where a.tenant_id <> b.tenant_id | alter table shop.notes add unique (id);"
                        + " alter table shop.replies add foreign key (author) references shop.notes (id)",
                "view-not-invoker | shop.people | create table shop.people (tenant_id uuid not null);"
                        + " create view shop.names as select * from shop.people; grant select on shop.names to shop_app"
            })
    void saysBeforeItRunsWhatAFixRunsInto(String rule, String said, String planted) throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create()) {
            shop.run(planted);
            assertThat(shop.examine(rule(rule))).anySatisfy(finding -> {
                assertThat(finding.fix().lines().findFirst())
                        .hasValueSatisfying(
                                line -> assertThat(line).startsWith("-- ").contains(said));
                assertThat(finding.remedy()).isNotEmpty();
            });
        }
    }

    @Test
    void saysWhichFunctionsOfTheOwnerPoliciesWillBind() throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create()) {
            shop.run("create function shop.count_notes() returns bigint language sql security definer"
                    + " as 'select count(*) from shop.notes'; alter function shop.count_notes() owner to shop_owner;"
                    + " alter table shop.notes no force row level security");
            assertThat(shop.examine(rule("rls-not-forced")))
                    .singleElement()
                    .satisfies(finding -> assertThat(shop.withoutSuffix(finding.detail()))
                            .isEqualTo("then policies bind shop_owner in these too: shop.count_notes()"));
        }
    }

    @Test
    void keepsForTheApplicationWhatItsPoliciesCall() throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create()) {
            shop.run(
                    "create function shop.has_role(uuid) returns boolean language sql security definer"
                            + " set search_path = '' return true; create policy members on shop.users to shop_app using (shop.has_role(id))");
            assertThat(shop.examine(rule("definer-public")))
                    .singleElement()
                    .satisfies(finding -> assertThat(shop.withoutSuffix(finding.fix()))
                            .contains("grant execute on routine shop.has_role(uuid) to shop_app"));
        }
    }

    @Test
    void saysOneThingOfEachPolicy() throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create()) {
            shop.run("alter policy isolation on shop.notes using (tenant_id = coalesce("
                    + "current_setting('app.current_tenant_id', true)::uuid, tenant_id));"
                    + " create policy everything on shop.replies using (true);"
                    + " alter policy isolation on shop.tenants"
                    + " using (name = current_setting('app.current_tenant_id', true) or name is null)");
            assertThat(shop.examine())
                    .extracting(Finding::object)
                    .filteredOn(object -> object.startsWith("policy "))
                    .containsExactlyInAnyOrder(
                            "policy isolation on shop.notes",
                            "policy everything on shop.replies",
                            "policy isolation on shop.tenants");
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
