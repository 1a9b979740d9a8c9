package io.ghostworks.migrations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(DatabaseExtension.class)
class ProofTest {
    @Test
    void findsNothingOpenInAShopThatDoesEverythingRight() throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create()) {
            ProofReport report = prove(shop);

            assertThat(report.closed())
                    .containsExactlyInAnyOrder("table shop.tenants", "table shop.notes", "table shop.replies");
            // Its policies ask a function that this role may not execute.
            assertThat(report.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.rule()).isEqualTo("not-proved");
                assertThat(finding.object()).isEqualTo("table shop.events");
                assertThat(finding.detail()).contains("permission denied for function");
            });
        }
    }

    @Test
    void findsNothingOpenInAFreshGhostworksDatabase(TestDatabase database) {
        ProofReport report = Proof.run(database.admin(), DoctorOptions.ghostworks(), Optional.empty());

        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("proved-open"))
                .isEmpty();
        assertThat(report.closed()).contains("table ghostworks.artifacts", "table ghostworks.workspace_memberships");
    }

    /** What is planted, the object, and what the application was seen to do. */
    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "alter policy isolation on shop.notes using (true)"
                        + " | table shop.notes | sees 1 row without the other tenant's rows, ",
                "alter policy isolation on shop.notes using (true)"
                        + " | table shop.notes | changes 1 row without the other tenant's rows, ",
                "create policy more on shop.notes for delete to shop_app using (true)"
                        + " | table shop.notes | deletes 1 row without the other tenant's rows, ",
                "alter policy isolation on shop.notes with check (true)"
                        + " | table shop.notes | makes a row of the other tenant",
                "alter policy isolation on shop.notes with check (true)"
                        + " | table shop.notes | gives its row to the other tenant",
                "alter policy isolation on shop.notes using (tenant_id = coalesce(nullif(current_setting('app.current_tenant_id', true),"
                        + " ''), repeat('2', 32))::uuid) | table shop.notes"
                        + " | without a tenant sees 0 rows without the other tenant's rows, ",
                "alter table shop.notes add shared boolean; create policy shared on shop.notes to shop_app using (shared)"
                        + " | table shop.notes | sees 1 row without the other tenant's rows, ",
                "create policy welcome on shop.notes to shop_app using (title = 'welcome')"
                        + " | table shop.notes | sees 1 row without the other tenant's rows, ",
                "create function shop.is_public(title text) returns boolean language sql return title in ('imprint');"
                        + " create policy public on shop.notes to shop_app using (shop.is_public(title))"
                        + " | table shop.notes | sees 1 row without the other tenant's rows, ",
                "create view shop.number as select count(*) from shop.notes; grant select on shop.number to shop_app"
                        + " | view shop.number | sees something else with the other tenant's rows than without",
                "create materialized view shop.kept as select title from shop.notes; grant select on shop.kept to shop_app"
                        + " | materialized view shop.kept | sees 1 row without the other tenant's rows, ",
                "create function shop.known(title text) returns boolean language sql security definer"
                        + " return exists (select from shop.notes n where n.title = known.title);"
                        + " grant execute on function shop.known to shop_app | function shop.known(text)"
                        + " | with the arguments of row 2 answers something else with the other tenant's rows than without",
                "create function shop.clear() returns void language sql security definer as 'delete from shop.replies';"
                        + " grant execute on function shop.clear to shop_app | function shop.clear()"
                        + " | with the arguments of row 1 answers something else with the other tenant's rows than without",
                "create table shop.note_words (note_id uuid not null, tenant uuid not null, word text,"
                        + " foreign key (tenant, note_id) references shop.notes); grant select on shop.note_words to shop_app"
                        + " | table shop.note_words | sees 1 row without the other tenant's rows, "
            })
    void seesWhatTheApplicationReaches(String planted, String object, String seen) throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create()) {
            shop.run(planted);

            assertThat(prove(shop).findings())
                    .filteredOn(finding -> shop.withoutSuffix(finding.object()).equals(object))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.rule()).isEqualTo("proved-open");
                        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                        assertThat(finding.detail().split("; ")).anyMatch(one -> one.startsWith(seen));
                    });
        }
    }

    @Test
    void takesATemplateOfAnAuthorsOwnForWhatItDoes() throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create()) {
            shop.run(
                    "alter policy isolation on shop.notes using (md5(tenant_id::text) = md5(current_setting('app.current_tenant_id')))"
                            + " with check (md5(tenant_id::text) = md5(current_setting('app.current_tenant_id')));"
                            + " create function shop.is_mine(tenant uuid) returns boolean language sql stable"
                            + " return tenant::text = current_setting('app.current_tenant_id');"
                            + " alter policy isolation on shop.replies using (shop.is_mine(tenant_id)) with check (shop.is_mine(tenant_id))");
            List<Finding> found = shop.examine();
            assertThat(found).extracting(Finding::rule).contains("policy-not-template", "policy-unproved");

            assertThat(prove(shop).judge(found)).isEmpty();
        }
    }

    @Test
    void keepsTheFindingOfAPolicyThatWasSeenToBeOpen() throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create()) {
            shop.run("alter policy isolation on shop.notes using (id = current_setting('app.current_tenant_id')::uuid"
                    + " or title = 'welcome')");
            List<Finding> found = shop.examine();
            assertThat(found).extracting(Finding::rule).contains("policy-not-template");

            assertThat(prove(shop).judge(found)).isEqualTo(found);
        }
    }

    /** Schemas of others' making: the application, the tenant column, how it enters a tenant, what is closed and what open. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "team | member_app | account_id | select set_config('team.person', {word}, true)"
                        + " | function team.has_role(uuid), table team.accounts, table team.members, table team.plans,"
                        + " table team.projects, table team.tasks | table team.task_notes",
                "desk | desk_app | org_id | select set_config('request.claims', json_build_object('org', {tenant})::text, true)"
                        + " | function desk.count_own(), function desk.is_staff(), function desk.org(), table desk.comments,"
                        + " table desk.labels, table desk.orgs, table desk.tickets, view desk.open_tickets"
                        + " | function desk.find(text), table desk.mail, view desk.totals",
                "chain | chain_app | org_id | select set_config('app.org', {tenant}, true)"
                        + " | table chain.countries, table chain.docs, table chain.orgs, table chain.projects, table chain.teams,"
                        + " table chain.versions, view chain.recent | table chain.jobs, table chain.objects"
            })
    void provesSchemasOfOthers(String schema, String app, String column, String enter, String closed, String open)
            throws SQLException, IOException {
        try (ShopDatabase shop = ShopDatabase.create()) {
            String role = shop.withSuffix(app);
            shop.run(ShopDatabase.read(schema + ".sql")
                    .replaceAll("(?m)^insert .*", "")
                    .replaceAll("\\b" + app + "\\b", role));
            try {
                DoctorOptions options = DoctorOptions.ghostworks()
                        .withTenantColumn(column)
                        .withAppRole(role)
                        .withSchemas(List.of(schema));
                ProofReport report = Proof.run(shop.url(), options, Optional.of(enter));

                assertThat(String.join(", ", new TreeSet<>(report.closed()))).isEqualTo(closed);
                assertThat(report.findings())
                        .filteredOn(finding -> finding.rule().equals("proved-open"))
                        .extracting(Finding::object)
                        .containsExactly(open.split(", "));
            } finally {
                shop.run("drop owned by " + role);
                Sql.run(TestDatabases.shared().admin().dataSource(), "drop role " + role);
            }
        }
    }

    private static ProofReport prove(ShopDatabase shop) {
        return Proof.run(shop.url(), shop.options(), Optional.empty());
    }
}
