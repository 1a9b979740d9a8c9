package io.ghostworks.migrations.doctor;

/** How much a {@link Finding} matters, the worst first. */
public enum Severity {
    /** One tenant may see, change or guess what belongs to another. */
    ERROR,
    /** A protection is weaker than it should be, or a mistake will show as missing rows or slow statements. */
    WARNING,
    /** Worth knowing. */
    INFO
}
