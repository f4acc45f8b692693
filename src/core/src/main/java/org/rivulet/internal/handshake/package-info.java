/** Binds path, query, headers and cookies of a request to a handshake record. Knows no container. */
@NullMarked
package org.rivulet.internal.handshake;

import org.jspecify.annotations.NullMarked;
