/** The road after the upgrade: configurator, endpoint, inbox, handler, outbox. */
@NullMarked
package org.rivulet.internal.websocket;

import org.jspecify.annotations.NullMarked;
