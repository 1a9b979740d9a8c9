package io.ghostworks;

import io.ghostworks.account.AccountStore;
import io.ghostworks.account.Caller;
import io.ghostworks.account.OpenSession;
import io.ghostworks.account.SessionId;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import java.util.List;

/** A user's own sessions. What is ended stops working with the next request. */
public final class Sessions {

    private final AccountStore store;

    public Sessions(AccountStore store) {
        this.store = store;
    }

    /**
     * The sessions that can go on, the caller's own first.
     *
     * @throws Unauthenticated unless the caller's own session is open
     */
    public List<OpenSession> list(Caller.Session caller) {
        return store.listSessions(caller);
    }

    /**
     * Ends one of them, be it the caller's own.
     *
     * @throws Unauthenticated unless the caller's own session is open
     * @throws NotFound if the user has no open session of that id
     */
    public void end(Caller.Session caller, SessionId session) {
        store.endSession(caller, session);
    }

    /**
     * Ends all of them, the caller's own too.
     *
     * @throws Unauthenticated unless the caller's own session is open
     */
    public void endAll(Caller.Session caller) {
        store.endSessions(caller);
    }
}
