package io.ghostworks.cli.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.jooq.SealKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealKeyFileTest {

    private final SealKey first = SealKey.random();
    private final AtomicLong now = new AtomicLong();
    private final Path file;

    SealKeyFileTest(@TempDir Path home) throws IOException {
        this.file = Files.writeString(home.resolve("seal.key"), first.text() + "\n");
    }

    @Test
    void readsAKeyThatHasChangedWithinASecond() throws IOException {
        SealKeyFile key = SealKeyFile.open(file, now::get);
        SealKey second = SealKey.random();
        change(second.text());

        now.addAndGet(999_999_999);
        assertThat(key.get().id()).isEqualTo(first.id());
        now.addAndGet(1);
        assertThat(key.get().id()).isEqualTo(second.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2VjcmV0", "no key at all"})
    void keepsTheKeyThatItHasWhileTheFileHoldsNone(String text) throws IOException {
        SealKeyFile key = SealKeyFile.open(file, now::get);
        change(text);

        now.addAndGet(1_000_000_000);
        assertThat(key.get().id()).isEqualTo(first.id());
    }

    @Test
    void keepsTheKeyThatItHasWhileThereIsNoFile() throws IOException {
        SealKeyFile key = SealKeyFile.open(file, now::get);
        Files.delete(file);

        now.addAndGet(1_000_000_000);
        assertThat(key.get().id()).isEqualTo(first.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2VjcmV0", "no key at all"})
    void refusesAtTheStartAFileWithoutAKeyInOneLineThatRepeatsNothingOfIt(String text) throws IOException {
        change(text);

        assertThatThrownBy(() -> SealKeyFile.open(file))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContaining("seal.key, holds no key")
                .message()
                .hasLineCount(1)
                .doesNotContain("c2VjcmV0", "at all");
    }

    @Test
    void refusesAFileOfAnySizeWithoutReadingIt() throws IOException {
        change("0".repeat(1025));

        assertThatThrownBy(() -> SealKeyFile.open(file)).hasMessageContaining("more than 1024 bytes");
    }

    @Test
    void saysThatThereIsNoFile() throws IOException {
        Files.delete(file);

        assertThatThrownBy(() -> SealKeyFile.open(file))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContaining("is not there");
    }

    private void change(String text) throws IOException {
        Files.writeString(file, text);
        // The clock of some file systems ticks slowly.
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));
    }
}
