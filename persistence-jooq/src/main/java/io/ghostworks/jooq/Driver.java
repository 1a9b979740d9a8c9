package io.ghostworks.jooq;

import org.postgresql.ds.PGSimpleDataSource;

/** Sets pgjdbc up. What the URL says wins over what is set here; its start-up options join ours and win over them. */
final class Driver {

    private static final int CONNECT_SECONDS = 5;
    /** A dead network is noticed this much later than the server would have stopped the statement. */
    private static final int SOCKET_MARGIN_SECONDS = 10;

    /**
     * What a transaction relies on. A role may store other values for its own later connections (ALTER ROLE CURRENT_USER SET
     * takes no privilege), and a start-up option wins over what is stored. The search path is not among them: our statements
     * name their schema, and those of an embedding service may rely on what its operator stored.
     */
    private static final String PINNED = "-c default_transaction_read_only=off"
            + " -c default_transaction_isolation=read\\ committed"
            + " -c row_security=on"
            // With it an error quotes parameters, in the server's log and to us; a seal is one.
            + " -c log_parameter_max_length_on_error=0";

    private Driver() {}

    static PGSimpleDataSource dataSource(DatabaseSettings settings) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setApplicationName("ghostworks");
        dataSource.setConnectTimeout(CONNECT_SECONDS);
        dataSource.setTcpKeepAlive(true);
        // The detail of an error quotes values, such as an email that is taken, and errors get logged.
        dataSource.setLogServerErrorDetail(false);
        dataSource.setReWriteBatchedInserts(true);
        long limit = settings.statementTimeout().toMillis();
        if (limit > 0) {
            dataSource.setSocketTimeout((int) settings.statementTimeout().toSeconds() + SOCKET_MARGIN_SECONDS);
        }
        dataSource.setUrl(settings.jdbcUrl());
        // The URL's options come last, since PostgreSQL takes the last of two. Without a limit none are sent: some
        // poolers refuse them.
        if (limit > 0) {
            String own = PINNED + " -c statement_timeout=" + limit;
            String given = dataSource.getOptions();
            dataSource.setOptions(given == null ? own : own + " " + given);
        }
        // Text without a type would tear the context from its statement: see ArmedStatement.
        dataSource.setStringType("varchar");
        dataSource.setUser(settings.user());
        dataSource.setPassword(settings.password());
        return dataSource;
    }
}
