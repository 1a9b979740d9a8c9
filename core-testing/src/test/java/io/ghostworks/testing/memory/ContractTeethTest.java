package io.ghostworks.testing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.ghostworks.account.AccountStore;
import io.ghostworks.account.RecoveryStore;
import io.ghostworks.artifact.ArtifactStore;
import io.ghostworks.mail.Outbox;
import io.ghostworks.tenant.AcceptanceStore;
import io.ghostworks.tenant.ApiKeyIssuer;
import io.ghostworks.tenant.TenantDirectory;
import io.ghostworks.tenant.TenantStore;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Ports;
import io.ghostworks.testing.contract.account.AccountStoreContract;
import io.ghostworks.testing.contract.account.OutboxContract;
import io.ghostworks.testing.contract.account.RecoveryContract;
import io.ghostworks.testing.contract.artifact.ArtifactStoreContract;
import io.ghostworks.testing.contract.tenancy.TenancyContract;
import io.ghostworks.testing.contract.tenant.ApiKeyContract;
import io.ghostworks.testing.contract.tenant.InvitationContract;
import io.ghostworks.testing.contract.tenant.MemberStoreContract;
import io.ghostworks.testing.contract.tenant.TenantDirectoryContract;
import io.ghostworks.testing.contract.tenant.TenantStoreContract;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** That the contracts bite: each wrong adapter fails the test that is about its defect, which the right one passes. */
class ContractTeethTest {

    @ParameterizedTest
    @MethodSource("wrongAdapters")
    void failsAWrongAdapter(Wrong wrong) {
        TestExecutionSummary summary = run(wrong, wrong.ports());

        assertThat(summary.getTestsFoundCount()).isEqualTo(1);
        assertThat(summary.getTestsFailedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("wrongAdapters")
    void passesTheRightAdapter(Wrong wrong) {
        TestExecutionSummary summary = run(wrong, new InMemoryGhostworks().ports());

        assertThat(summary.getTestsFoundCount()).isEqualTo(1);
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    }

    static Stream<Wrong> wrongAdapters() {
        return Stream.of(artifacts(), doors(), outside()).flatMap(Function.identity());
    }

    private static Stream<Wrong> artifacts() {
        return Stream.of(
                artifacts(WrongArtifactStores.LeaksInList::new, "hidesArtifactsOfOtherTenantsFromLists"),
                artifacts(WrongArtifactStores.LeaksInList::new, "showsOnlyItsOwnAfterAPositionOfAnotherTenant"),
                artifacts(WrongArtifactStores.LeaksById::new, "case16TreatsTheIdOfAnotherTenantsArtifactAsARandomOne"),
                artifacts(WrongArtifactStores.CountsAllTenants::new, "leavesArtifactsOfOtherTenantsOutOfCounts"),
                artifacts(WrongArtifactStores.FiguresOfAllTenants::new, "leavesArtifactsOfOtherTenantsOutOfFigures"),
                artifacts(
                        WrongArtifactStores.NeedsIdsThatNoTenantHas::new,
                        "case17StoresAnArtifactWhoseIdAnotherTenantHas"),
                artifacts(WrongArtifactStores.LosesOrder::new, "listsTheNewestFirst"),
                artifacts(WrongArtifactStores.DropsTheLastOfAPage::new, "pagesThroughEverythingOnceAndInOrder"),
                artifacts(WrongArtifactStores.SkipsWhatIsEquallyNew::new, "pagesThroughEverythingOnceAndInOrder"),
                artifacts(WrongArtifactStores.ListsDeletedOnes::new, "leavesDeletedOnesOutOfListsAndCounts"),
                artifacts(WrongArtifactStores.DeletesForGood::new, "bringsADeletedArtifactBackAsANewVersion"),
                artifacts(WrongArtifactStores.SwallowsAConflict::new, "refusesAnIdThatIsTaken"),
                artifacts(WrongArtifactStores.IgnoresIdempotencyKeys::new, "answersARepeatWithTheFirstArtifact"),
                artifacts(WrongArtifactStores.IgnoresIdempotencyKeys::new, "makesOneArtifactOfTwoCreationsAtOnce"),
                artifacts(WrongArtifactStores.ForgetsWhoseAKeyIs::new, "givesEachAuthorTheirOwnKeys"),
                artifacts(WrongArtifactStores.KeepsMilliseconds::new, "keepsTimesToTheMicrosecond"),
                artifacts(WrongArtifactStores.KeepsTheVersion::new, "replacesTheContentAndMovesVersionAndUpdatedAt"),
                artifacts(WrongArtifactStores.KeepsTheVersion::new, "losesNoUpdateOfManyWhoLockFirst"),
                artifacts(WrongArtifactStores.LocksNothing::new, "waitsForWhoeverIsChangingTheArtifact"));
    }

    private static Stream<Wrong> doors() {
        Ports right = new InMemoryGhostworks().ports();
        Ports opensAnother = new Ports(
                new WrongDoors.OpensAnotherTenantInside(right.tenancy()),
                right.accounts(),
                right.recovery(),
                right.outbox(),
                right.acceptances(),
                right.apiKeys(),
                right.directory(),
                right.deactivation());
        return Stream.of(
                door(WrongDoors.FORGETS_ROLLBACK, "rollsEverythingBackWhenTheWorkThrows"),
                door(WrongDoors.FORGETS_ROLLBACK, "keepsNothingOfAnImportWithABadLine"),
                door(WrongDoors.FORGETS_ROLLBACK, "keepsNothingOfAnImportWhoseFileBreaksOff"),
                door(WrongDoors.ADMITS_WITHOUT_ASKING, "keepsNothingOfAnImportByWhoIsRemovedMidway"),
                door(WrongDoors.SURVIVES_A_FAILURE, "losesTheWriteOnceAStoreHasFailed"),
                door(WrongDoors.STAYS_OPEN, "closesTheStoresOfAReadWhenItReturns"),
                door(WrongDoors.STAYS_OPEN, "closesTheStoresOfAWriteWhenItReturns"),
                door(WrongDoors.LETS_OTHER_THREADS_IN, "refusesItsStoresToOtherThreads"),
                door(WrongDoors.ADMITS_WITHOUT_ASKING, "showsARefusedReadNothing"),
                door(WrongDoors.ADMITS_WITHOUT_ASKING, "doesNotStartARefusedWrite"),
                door(WrongDoors.ASKS_TOO_EARLY, "tellsTheStandingAtTheTimeOfTheFirstStatement"),
                door(WrongDoors.STAYS_OPEN, "closesTheStoresOfACallThatJoined"),
                door(WrongDoors.WRITES_IN_A_READ, "letsNoReadChangeAnything"),
                door(WrongDoors.WRITES_IN_A_READ, "changesNothingInAReadInsideAWrite"),
                door(WrongDoors.SURVIVES_A_FAILURE, "losesAWriteInWhichAReadTriedToChangeSomething"),
                new Wrong(OfTenancy.class, opensAnother, "refusesAnotherTenantInsideATenant"),
                new Wrong(OfTenancy.class, opensAnother, "refusesAnotherUserInsideATenant"),
                new Wrong(OfMembers.class, ports(WrongDoors.LETS_THE_LAST_OWNER_GO), "keepsTheLastOwnerFromLeaving"),
                new Wrong(
                        OfMembers.class, ports(WrongDoors.LETS_THE_LAST_OWNER_GO), "keepsOneOfTwoOwnersWhoLeaveAtOnce"),
                member(WrongDoors.ASKS_FOR_NO_ROLE, "keepsAnAdminFromGrantingOwnerAndFromTouchingAdminsAndOwners"),
                member(WrongDoors.ASKS_FOR_NO_ROLE, "keepsAMemberFromTouchingAnybodyButThemself"),
                member(WrongDoors.ASKS_FOR_NO_ROLE, "letsNobodyChangeMembersWhoIsNoActiveMember"),
                new Wrong(
                        OfMembers.class,
                        ports(WrongDoors.LISTS_MEMBERS_OF_ALL_TENANTS),
                        "showsOnlyTheMembershipsOfItsOwnTenant"),
                tenant(WrongDoors.ASKS_FOR_NO_ROLE, "refusesAMemberWhoChangesOrDeletesATenant"),
                tenant(WrongDoors.ASKS_FOR_NO_ROLE, "letsAnAdminChangeATenantAndNeitherSwitchItOffNorDeleteIt"),
                tenant(WrongDoors.ASKS_FOR_NO_ROLE, "leavesATenantThatIsSwitchedOffToItsOwners"),
                tenant(WrongDoors.ASKS_FOR_NO_ROLE, "hasNoTenantToChangeOrDeleteForAnyoneWhoIsNoActiveMember"),
                tenants(WrongDoors.DeletesAllTenants::new, "leavesOtherTenantsAndTheUsersWhenOneIsDeleted"),
                tenants(WrongDoors.LeavesMembersBehind::new, "deletesTheTenantAndEverythingOfIt"));
    }

    private static Stream<Wrong> outside() {
        return Stream.of(
                accounts(new WrongAccountStores.KeepsTheSessionOfAThief(), "closesTheSessionOfATokenThatIsSpentTwice"),
                accounts(new WrongAccountStores.ForgetsWhenTokensExpire(), "buysNothingWithATokenThatIsExpired"),
                accounts(new WrongAccountStores.ForgetsWhenTokensExpire(), "expiresTheNextTokenWhenItIsAsked"),
                accounts(new WrongAccountStores.ForgetsWhenTokensExpire(), "opensNothingForLongerThanNinetyDays"),
                accounts(new WrongAccountStores.ClosesNoSession(), "closesTheSessionOfASpentTokenToo"),
                accounts(new WrongAccountStores.SwallowsAConflict(), "refusesAnEmailThatIsTaken"),
                accounts(new WrongAccountStores.EndsAnybodysSession(), "endsNobodyElsesSession"),
                accounts(new WrongAccountStores.KeepsOtherSessions(), "endsTheOtherSessionsWhenThePasswordChanges"),
                accounts(new WrongAccountStores.AsksForNoSession(), "doesNothingForWhoeverAsksFromAClosedSession"),
                accounts(new WrongAccountStores.TakesAnOldPassword(), "opensNoSessionWithAPasswordThatWasChanged"),
                accounts(new WrongAccountStores.ReplacesAnyHash(), "replacesNoHashThatIsNotTheUsers"),
                accounts(new WrongAccountStores.VerifiesAnyEmail(), "notesNothingForAnEmailThatIsNotTheUsers"),
                recovery(WrongRecoveryStores.TakesATokenForAnything::new, "takesNoTokenForAnythingElse"),
                recovery(WrongRecoveryStores.TakesATokenTwice::new, "spendsATokenForOnePassword"),
                recovery(WrongRecoveryStores.TakesATokenTwice::new, "makesAllOtherTokensWorthlessWithAReset"),
                recovery(WrongRecoveryStores.AsksForNoSession::new, "mailsNothingForWhoeverAsksFromAClosedSession"),
                outbox(WrongRecoveryStores.GivesALetterToTwo::new, "givesEachLetterToOneOfManyAtOnce"),
                outbox(WrongRecoveryStores.GivesALetterToTwo::new, "claimsALetterOnce"),
                outbox(WrongRecoveryStores.ForgetsNothing::new, "forgetsALetterThatIsSettled"),
                key(WrongApiKeys.OPENS_ALL_TENANTS, "opensNoOtherTenant"),
                key(WrongApiKeys.REVOKES_FOR_ANYBODY, "letsAdminsMakeAllKeysButThoseOfOwnersAndMembersNone"),
                key(WrongApiKeys.REVOKES_FOR_ANYBODY, "hasAKeyDecideNothingAboutPeople"),
                key(WrongApiKeys.REVOKES_NOTHING, "opensNothingOnceItIsRevoked"),
                issuer(WrongApiKeys.NeverExpires::new, "opensNothingOnceItHasExpired"),
                issuer(WrongApiKeys.NotesNothing::new, "notesWhenAKeyWasUsedAndNothingForOneThatIsNotInForce"),
                invitation(WrongInvitations.INVITES_FOR_ANYBODY, "letsAdminsInviteAllButOwnersAndMembersNobody"),
                invitation(WrongInvitations.INVITES_FOR_ANYBODY, "invitesForNobodyWhoIsNoActiveMember"),
                invitation(
                        WrongInvitations.KEEPS_WHAT_IS_TAKEN_BACK,
                        "makesEveryLetterWorthlessOnceAnInvitationIsTakenBack"),
                acceptance(WrongInvitations.TakesASpentToken::new, "spendsAnInvitationOnce"),
                acceptance(WrongInvitations.TakesASpentToken::new, "makesAnAccountForWhoeverHasNone"),
                acceptance(WrongInvitations.AdmitsFromAClosedSession::new, "admitsNobodyFromAClosedSession"),
                directory(WrongAccountStores.ListsAllWorkspaces::new, "listsNobodyElsesWorkspaces"),
                directory(WrongAccountStores.TakesAnotherSlug::new, "refusesASlugThatIsTaken"));
    }

    private static Wrong artifacts(Function<Visit, ArtifactStore> store, String test) {
        Ports ports = new InMemoryGhostworks(new StoreFactory() {
                    @Override
                    public ArtifactStore artifacts(Visit visit) {
                        return store.apply(visit);
                    }
                })
                .ports();
        return new Wrong(OfArtifacts.class, ports, test);
    }

    private static Wrong tenants(Function<Visit, TenantStore> store, String test) {
        Ports ports = new InMemoryGhostworks(new StoreFactory() {
                    @Override
                    public TenantStore tenant(Visit visit) {
                        return store.apply(visit);
                    }
                })
                .ports();
        return new Wrong(OfTenant.class, ports, test);
    }

    private static Wrong door(StoreFactory parts, String test) {
        return new Wrong(OfTenancy.class, ports(parts), test);
    }

    private static Wrong member(StoreFactory parts, String test) {
        return new Wrong(OfMembers.class, ports(parts), test);
    }

    private static Wrong tenant(StoreFactory parts, String test) {
        return new Wrong(OfTenant.class, ports(parts), test);
    }

    private static Wrong accounts(AccountStore store, String test) {
        Ports right = new InMemoryGhostworks().ports();
        Ports ports = new Ports(
                right.tenancy(),
                store,
                right.recovery(),
                right.outbox(),
                right.acceptances(),
                right.apiKeys(),
                right.directory(),
                right.deactivation());
        return new Wrong(OfAccounts.class, ports, test);
    }

    private static Wrong recovery(UnaryOperator<RecoveryStore> recovery, String test) {
        Ports right = new InMemoryGhostworks().ports();
        Ports ports = new Ports(
                right.tenancy(),
                right.accounts(),
                recovery.apply(right.recovery()),
                right.outbox(),
                right.acceptances(),
                right.apiKeys(),
                right.directory(),
                right.deactivation());
        return new Wrong(OfRecovery.class, ports, test);
    }

    private static Wrong outbox(UnaryOperator<Outbox> outbox, String test) {
        Ports right = new InMemoryGhostworks().ports();
        Ports ports = new Ports(
                right.tenancy(),
                right.accounts(),
                right.recovery(),
                outbox.apply(right.outbox()),
                right.acceptances(),
                right.apiKeys(),
                right.directory(),
                right.deactivation());
        return new Wrong(OfOutbox.class, ports, test);
    }

    private static Wrong invitation(StoreFactory parts, String test) {
        return new Wrong(OfInvitations.class, ports(parts), test);
    }

    private static Wrong acceptance(UnaryOperator<AcceptanceStore> acceptances, String test) {
        Ports right = new InMemoryGhostworks().ports();
        Ports ports = new Ports(
                right.tenancy(),
                right.accounts(),
                right.recovery(),
                right.outbox(),
                acceptances.apply(right.acceptances()),
                right.apiKeys(),
                right.directory(),
                right.deactivation());
        return new Wrong(OfInvitations.class, ports, test);
    }

    private static Wrong key(StoreFactory parts, String test) {
        return new Wrong(OfApiKeys.class, ports(parts), test);
    }

    private static Wrong issuer(UnaryOperator<ApiKeyIssuer> apiKeys, String test) {
        Ports right = new InMemoryGhostworks().ports();
        Ports ports = new Ports(
                right.tenancy(),
                right.accounts(),
                right.recovery(),
                right.outbox(),
                right.acceptances(),
                apiKeys.apply(right.apiKeys()),
                right.directory(),
                right.deactivation());
        return new Wrong(OfApiKeys.class, ports, test);
    }

    private static Wrong directory(Function<TenantDirectory, TenantDirectory> directory, String test) {
        Ports right = new InMemoryGhostworks().ports();
        Ports ports = new Ports(
                right.tenancy(),
                right.accounts(),
                right.recovery(),
                right.outbox(),
                right.acceptances(),
                right.apiKeys(),
                directory.apply(right.directory()),
                right.deactivation());
        return new Wrong(OfDirectory.class, ports, test);
    }

    private static Ports ports(StoreFactory parts) {
        return new InMemoryGhostworks(parts).ports();
    }

    private static TestExecutionSummary run(Wrong wrong, Ports ports) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(wrong.subject(), wrong.test()))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Subject.PORTS.set(ports);
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    /** An adapter with a defect, and the test that it must fail. */
    record Wrong(Class<? extends Contract> subject, Ports ports, String test) {

        @Override
        public String toString() {
            return test;
        }
    }

    /** Contracts over whatever ports are set; nested, so that no build runs them by themselves. */
    interface Subject extends Contract {

        AtomicReference<Ports> PORTS = new AtomicReference<>();

        @Override
        default Ports ports() {
            return Objects.requireNonNull(PORTS.get());
        }
    }

    static final class OfArtifacts implements Subject, ArtifactStoreContract {}

    static final class OfTenancy implements Subject, TenancyContract {}

    static final class OfMembers implements Subject, MemberStoreContract {}

    static final class OfTenant implements Subject, TenantStoreContract {}

    static final class OfAccounts implements Subject, AccountStoreContract {}

    static final class OfRecovery implements Subject, RecoveryContract {}

    static final class OfOutbox implements Subject, OutboxContract {}

    static final class OfInvitations implements Subject, InvitationContract {}

    static final class OfApiKeys implements Subject, ApiKeyContract {}

    static final class OfDirectory implements Subject, TenantDirectoryContract {}
}
