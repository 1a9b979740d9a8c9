/** A service on Spring Boot: JdbcTemplate, jOOQ and JPA inside one {@code @Transactional}, in the tenant of the request. */
package com.example;
