/** How path, query, headers and cookies become a handshake. */
package org.rivulet.handshake;
