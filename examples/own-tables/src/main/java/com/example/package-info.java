/** A service with a table of its own beside ours, isolated by {@code ghostworks.isolate}, and the classes that jOOQ makes of it. */
package com.example;
