package io.ghostworks.migrations.doctor;

/**
 * What came of one statement of the application.
 *
 * @param rows how many it saw or changed
 * @param content a digest of what it saw
 * @param touched whether what it must not reach is another now
 * @param refused the SQLSTATE with which it was refused; empty where it was not
 * @param message of the refusal
 */
record ProofOutcome(long rows, String content, boolean touched, String refused, String message) {
    private static final String PRIVILEGE = "42501";

    static ProofOutcome refused(String state, String message) {
        return new ProofOutcome(0, "", false, state, message);
    }

    boolean isRefused() {
        return !refused.isEmpty();
    }

    ProofOutcome touching() {
        return new ProofOutcome(rows, content, true, refused, message);
    }

    /** By a privilege that is missing or a policy, and by nothing that comes after these. */
    boolean isDenied() {
        return refused.equals(PRIVILEGE);
    }

    /** By a key, a NOT NULL or another constraint: these are asked after the policies. */
    boolean isRefusedByConstraint() {
        return refused.startsWith("23");
    }

    /** The same to the application, whatever the words. */
    boolean isLike(ProofOutcome other) {
        return rows == other.rows
                && content.equals(other.content)
                && touched == other.touched
                && refused.equals(other.refused);
    }

    String inWords() {
        if (isRefused()) {
            return "an error (" + refused + ")";
        }
        return rows + (rows == 1 ? " row" : " rows");
    }
}
