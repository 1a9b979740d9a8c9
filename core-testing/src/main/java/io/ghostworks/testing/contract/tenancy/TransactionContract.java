package io.ghostworks.testing.contract.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenant.Role;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.Together;
import io.ghostworks.testing.contract.World;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the reads and writes of a {@link io.ghostworks.tenancy.Tenancy} see, keep and lose. */
public interface TransactionContract extends Contract {

    @Test
    default void commitsWhenTheWorkReturns() {
        Room room = world().room();
        Artifact artifact = room.draft("thing");

        room.run(stores -> {
            stores.artifacts().create(artifact);
            assertThat(Together.elsewhere(room::all)).isEmpty();
        });
        assertThat(Together.elsewhere(room::all)).containsExactly(artifact);
    }

    @Test
    default void rollsEverythingBackWhenTheWorkThrows() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");

        assertThatThrownBy(() -> room.run(stores -> {
                    stores.artifacts().create(room.draft("more"));
                    stores.artifacts().delete(artifact.id());
                    stores.members().add(world().user().email(), Role.MEMBER, World.THEN);
                    throw new IllegalArgumentException("enough");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(room.all()).containsExactly(artifact);
        assertThat(room.members()).hasSize(1);
    }

    @Test
    default void seesItsOwnChanges() {
        Room room = world().room();
        Artifact artifact = room.draft("thing");

        room.run(stores -> {
            stores.artifacts().create(artifact);
            assertThat(stores.artifacts().get(artifact.id())).isEqualTo(artifact);
            assertThat(stores.artifacts().count(ArtifactFilter.ALL)).isEqualTo(1);
            stores.artifacts().delete(artifact.id());
            assertThat(stores.artifacts().find(artifact.id())).isEmpty();
        });
    }

    @Test
    default void seesInAReadWhatIsCommittedWhenEachStatementStarts() {
        Room room = world().room();

        room.look(stores -> {
            assertThat(stores.artifacts().count(ArtifactFilter.ALL)).isZero();
            Together.elsewhere(() -> room.artifact("meanwhile"));
            assertThat(stores.artifacts().count(ArtifactFilter.ALL)).isEqualTo(1);
        });
    }

    @Test
    default void seesInAWriteWhatIsCommittedWhenEachStatementStarts() {
        Room room = world().room();

        room.run(stores -> {
            assertThat(stores.artifacts().count(ArtifactFilter.ALL)).isZero();
            Together.elsewhere(() -> room.artifact("meanwhile"));
            assertThat(stores.artifacts().count(ArtifactFilter.ALL)).isEqualTo(1);
        });
    }

    @Test
    default void goesOnAfterNotFound() {
        Room room = world().room();
        Artifact artifact = room.draft("thing");
        ArtifactId unknown = new ArtifactId(UUID.randomUUID());

        room.run(stores -> {
            assertThatThrownBy(() -> stores.artifacts().get(unknown)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> stores.artifacts().delete(unknown)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> stores.members().add(World.email(), Role.MEMBER, World.THEN))
                    .isInstanceOf(NotFound.class);
            stores.artifacts().create(artifact);
        });
        assertThat(room.all()).containsExactly(artifact);
    }

    @Test
    default void losesTheWriteOnceAStoreHasFailed() {
        Room room = world().room();
        Artifact taken = room.artifact("taken");
        List<Throwable> thrown = new ArrayList<>();

        Throwable atTheEnd = catchThrowable(() -> room.run(stores -> {
            stores.artifacts().create(room.draft("before"));
            thrown.add(catchThrowable(() -> stores.artifacts().create(taken)));
            thrown.add(catchThrowable(() -> stores.artifacts().count(ArtifactFilter.ALL)));
            thrown.add(catchThrowable(() -> stores.artifacts().create(room.draft("after"))));
            thrown.add(catchThrowable(() -> stores.tenant().get()));
        }));

        assertThat(atTheEnd).isInstanceOf(Conflict.class);
        assertThat(thrown).hasSize(4).allSatisfy(each -> assertThat(each).isSameAs(atTheEnd));
        assertThat(room.all()).containsExactly(taken);
    }

    @Test
    default void losesTheOuterWriteOnceAStoreOfAJoinedOneHasFailed() {
        Room room = world().room();
        Artifact taken = room.artifact("taken");

        assertThatThrownBy(() -> room.run(outer -> {
                    outer.artifacts().create(room.draft("before"));
                    assertThatThrownBy(() -> room.store(taken)).isInstanceOf(Conflict.class);
                }))
                .isInstanceOf(Conflict.class);
        assertThat(room.all()).containsExactly(taken);
    }

    @Test
    default void worksAgainAfterALostWrite() {
        Room room = world().room();
        Artifact taken = room.artifact("taken");
        assertThatThrownBy(() -> room.store(taken)).isInstanceOf(Conflict.class);

        Artifact next = room.draft("next");
        room.store(next);

        assertThat(room.all()).containsExactlyInAnyOrder(taken, next);
    }
}
