/** The first steps of a service without a framework: a user, a tenant, a write and a read; a server of its own; plain JDBC inside a tenant. */
package com.example;
