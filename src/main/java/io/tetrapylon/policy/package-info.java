/**
 * Which access policy applies to an attempt and why: networks, schedules, methods, and the order
 * that decides; nothing in here knows of a container or a database.
 *
 * <p>It may import kernel, keys, audit, tenant and user; of libraries, Vert.x' JSON for what the
 * store hands over and Netty's reader of literal addresses.
 */
@NullMarked
package io.tetrapylon.policy;

import org.jspecify.annotations.NullMarked;
