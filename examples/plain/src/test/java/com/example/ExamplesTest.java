package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostworks.build.ScratchServer;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ExamplesTest {

    @Test
    void takesTheFirstSteps() {
        PrintStream terminal = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true));
        try {
            FirstSteps.main(new String[0]);
        } finally {
            System.setOut(terminal);
        }
        assertEquals("Report", printed.toString().strip());
    }

    @Test
    void opensAServerThatIsThereToStay() {
        try (ScratchServer server = ScratchServer.open(null)) {
            DatabaseUrl admin = server.admin();
            OwnServer.prepare(admin, "an app's password", "a sign-in password");
            SealKey key = SealKey.random();
            OwnServer.migrate(admin, key);
            OwnServer.migrate(admin, key);
            String jdbcUrl = admin.withDatabase("ghostworks").jdbcUrl();
            try (Database database = OwnServer.open(jdbcUrl, "an app's password", "a sign-in password", key)) {
                assertTrue(database.server().isWritable());
            }
        }
    }
}
