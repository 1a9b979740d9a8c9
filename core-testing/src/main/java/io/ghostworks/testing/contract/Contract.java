package io.ghostworks.testing.contract;

/** What all contracts ask of the class that implements them. */
public interface Contract {

    /** The ports under test; the same, or others over the same database, at each call. */
    Ports ports();

    /** Makes users and tenants for one test. */
    default World world() {
        return new World(ports());
    }
}
