/** Who calls, and who may. */
package org.rivulet.auth;
