package io.ghostworks.migrations.doctor;

/**
 * What keeps a tenant context from being forged: a role that alone reads the keys, and alone may set the parameter that
 * holds the verified context. Names are as in the catalogue: neither quoted nor folded.
 *
 * @param role owns the function that verifies a seal; nobody should be able to become it
 * @param parameter holds the verified context, where the server can grant a parameter
 * @param keys the table with the keys, as {@code schema.table}
 */
public record SealOptions(String role, String parameter, String keys) {
    /** Those of a Ghostworks database. */
    public static final SealOptions GHOSTWORKS =
            new SealOptions("ghostworks_seal", "backtrace_functions", "ghostworks.seal_keys");

    public SealOptions {
        DoctorOptions.requireName("role of the seal", role);
        DoctorOptions.requireName("parameter of the seal", parameter);
        DoctorOptions.requireName("table of the keys", keys);
    }
}
