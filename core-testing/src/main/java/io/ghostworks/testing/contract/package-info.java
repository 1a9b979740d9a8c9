/**
 * What every adapter of a port must do: one interface of tests for each port, one test for each sentence of its Javadoc. The
 * contracts are in the packages below, by what they are about; here is what they share.
 *
 * <p>An adapter's test class implements a contract and gives its {@link io.ghostworks.testing.contract.Ports}; JUnit
 * finds the inherited tests. The ports are shared by all tests of a class, so each test makes users and tenants of its
 * own with {@code World} and {@code Room}, and never looks at all of a table. What only one adapter can show (a
 * database that is down, a plan, a statement count) does not belong here. {@code ContractTeethTest} shows that the
 * tests have teeth.
 */
@NullMarked
package io.ghostworks.testing.contract;

import org.jspecify.annotations.NullMarked;
