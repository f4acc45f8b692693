/** A WebSocket client on a bare socket: what it sends, and what it gets, is on the wire just so. */
package org.rivulet.client;
