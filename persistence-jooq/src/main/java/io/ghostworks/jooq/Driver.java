package io.ghostworks.jooq;

import org.postgresql.ds.PGSimpleDataSource;

/** Sets pgjdbc up. What the URL says wins over what is set here. */
final class Driver {

    private static final int CONNECT_SECONDS = 5;
    /** A dead network is noticed this much later than the server would have stopped the statement. */
    private static final int SOCKET_MARGIN_SECONDS = 10;

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
            dataSource.setOptions("-c statement_timeout=" + limit);
        }
        dataSource.setUrl(settings.jdbcUrl());
        // Text without a type would tear the context from its statement: see ArmedStatement.
        dataSource.setStringType("varchar");
        dataSource.setUser(settings.user());
        dataSource.setPassword(settings.password());
        return dataSource;
    }
}
