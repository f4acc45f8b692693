/** What is special about a server, one class a server; nothing else knows a server's name. */
@NullMarked
package org.rivulet.internal.server;

import org.jspecify.annotations.NullMarked;
