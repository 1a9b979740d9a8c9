package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.Unavailable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is asked of the server itself, whatever the pool is at. */
@ExtendWith(DatabaseExtension.class)
class ServerProbeTest {
    private final TestDatabase database;

    ServerProbeTest(TestDatabase database) {
        this.database = database;
    }

    private Database open(String url) {
        return Database.open(TestPorts.settings(database, url), TestPorts.key(database));
    }

    private Database open() {
        return open(database.app().jdbcUrl());
    }

    @Test
    void connectsAgainWhenItsConnectionWasEnded() throws Exception {
        try (Database opened = open();
                Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            assertThat(opened.server().isWritable()).isTrue();
            statement.execute(
                    "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'ghostworks"
                            + " health' and datname = current_database()");

            assertThat(opened.server().isWritable()).isTrue();
        }
    }

    @Test
    void takesOneConnectionHoweverManyAsk() throws Exception {
        try (Database opened = open();
                var executor = Executors.newVirtualThreadPerTaskExecutor();
                Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            List<Future<ServerInfo>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(executor.submit(opened::server));
            }
            for (Future<ServerInfo> answer : answers) {
                assertThat(answer.get().isWritable()).isTrue();
            }
            var found = statement.executeQuery(
                    "select count(*) from pg_stat_activity where application_name = 'ghostworks health'"
                            + " and datname = current_database()");
            found.next();
            assertThat(found.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    @Timeout(60)
    void givesUpOnAServerThatHangs() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/x";
            try (Database opened = open(url)) {
                assertThatThrownBy(opened::server).isInstanceOf(Unavailable.class);
            }
        }
    }
}
