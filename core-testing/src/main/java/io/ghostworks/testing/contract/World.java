package io.ghostworks.testing.contract;

import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.RefreshToken;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.SessionOpening;
import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.tenant.Slug;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.tenant.TenantDraft;
import io.ghostworks.tenant.TenantId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Users and tenants that nobody else has, made at a fixed time in the past. */
public record World(Ports ports) {

    /** When everything is made; long ago, so that a change is later by any clock. To the microsecond. */
    public static final Instant THEN = Instant.parse("2020-02-03T04:05:06.123456Z");

    /** The stored hash of every user's password. */
    public static final String HASH = "a hash";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** An email that nobody has. */
    public static Email email() {
        return new Email(UUID.randomUUID() + "@example.org");
    }

    /** A slug that no tenant has. */
    public static Slug slug() {
        return new Slug(UUID.randomUUID().toString());
    }

    public static RefreshToken refreshToken() {
        return RefreshToken.random(RANDOM);
    }

    /** A user who is not registered. */
    public static User stranger() {
        return new User(
                new UserId(UUID.randomUUID()), email(), Optional.of("Ada"), Optional.empty(), false, true, THEN, THEN);
    }

    /** A new user. */
    public User user() {
        User user = stranger();
        ports.accounts().register(user, HASH);
        return user;
    }

    /** A user with an open session. */
    public Caller.Session logIn(UserId user) {
        return logIn(user, refreshToken());
    }

    /** A user with an open session that has this refresh token. */
    public Caller.Session logIn(UserId user, RefreshToken token) {
        return logIn(user, token, Duration.ofDays(30));
    }

    /** A user with an open session, whose refresh token is good for so long. */
    public Caller.Session logIn(UserId user, RefreshToken token, Duration lifetime) {
        Caller.Session caller = new Caller.Session(user, new SessionId(UUID.randomUUID()));
        ports.accounts().openSession(new SessionOpening(caller, HASH, Optional.empty(), token.hash()), lifetime);
        return caller;
    }

    /** A new tenant with one member, its owner. */
    public Room room() {
        return room(user());
    }

    /** A new tenant of an owner who may have others. */
    public Room room(User owner) {
        Tenant tenant = tenant("room", owner.id());
        return new Room(ports, tenant.id(), owner);
    }

    public Tenant tenant(String name, UserId owner) {
        TenantDraft draft = TenantDraft.of(name, null, null, null);
        return ports.directory().create(new TenantId(UUID.randomUUID()), draft, slug(), owner, THEN);
    }

    /** A room whose tenant does not exist. */
    public Room nowhere() {
        return new Room(ports, new TenantId(UUID.randomUUID()), user());
    }
}
