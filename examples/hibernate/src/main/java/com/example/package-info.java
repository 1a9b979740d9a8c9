/** A service that reaches its tables through Hibernate, with and without {@code @TenantId}, and by native queries. */
package com.example;
